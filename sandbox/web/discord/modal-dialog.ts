import { css, html } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { ModalSight } from '../../control/protocol.js';
import { PageElement } from '../shell/page-element.js';
import { enteredIn, modalFields, renderField } from './modal-fields.js';

/** A form that the bot opened for the person. */
@customElement('modal-dialog')
export class ModalDialog extends PageElement {
  static override readonly styles = [
    ...PageElement.styles,
    css`
      dialog {
        width: 440px;
        padding: 0;
        border: 0;
        border-radius: 10px;
        background: var(--discord);
        color: var(--discord-ink);
        box-shadow: 0 12px 40px rgb(0 0 0 / 0.4);
      }
      dialog::backdrop {
        background: rgb(0 0 0 / 0.65);
      }
      h2 {
        margin: 0;
        padding: 18px 20px 6px;
        font-size: 19px;
        color: var(--discord-strong);
      }
      .fields {
        padding: 6px 20px 18px;
        display: grid;
        gap: 14px;
        max-height: 60dvh;
      }
      label {
        display: grid;
        gap: 6px;
        font-weight: 600;
      }
      label small {
        font-weight: 400;
        color: var(--discord-soft);
      }
      .required {
        color: var(--bad);
      }
      input,
      textarea,
      select {
        border: 1px solid var(--discord-line);
        border-radius: 6px;
        padding: 8px 10px;
        background: var(--discord-deep);
        color: var(--discord-ink);
        font-weight: 400;
        resize: vertical;
      }
      textarea {
        min-height: 90px;
      }
      .failed:not(:empty) {
        padding: 0 20px 14px;
        color: var(--bad);
      }
      footer {
        display: flex;
        justify-content: end;
        gap: 8px;
        padding: 14px 20px;
        background: var(--discord-side);
      }
      button {
        border-radius: 6px;
        height: 36px;
        padding: 0 18px;
        font-weight: 600;
      }
      [type="submit"] {
        background: var(--blurple);
        color: #fff;
      }
    `,
  ];

  @property({ attribute: false }) modal: ModalSight;
  /** What was entered was not taken; why stands in the notices. */
  @state() private hasFailed = false;
  @query('dialog') private dialog: HTMLDialogElement | null;

  protected override firstUpdated(): void {
    this.dialog?.showModal();
  }

  protected override render() {
    const { modal } = this;
    return html`
      <dialog aria-labelledby="title" @cancel=${this.#close}>
        <form @submit=${this.#submit}>
          <h2 id="title">${modal.title}</h2>
          <div class="fields scrolls">
            ${modalFields(modal.components).map((field) => renderField(field, this.state.discord))}
          </div>
          <div class="failed" role="alert">${this.hasFailed ? 'Something went wrong. Try again.' : ''}</div>
          <footer>
            <button type="button" @click=${this.#close}>Cancel</button>
            <button type="submit">Submit</button>
          </footer>
        </form>
      </dialog>
    `;
  }

  async #submit(event: Event): Promise<void> {
    event.preventDefault();
    const values = Object.fromEntries(
      modalFields(this.modal.components).map(({ id }) => [id, enteredIn(this.renderRoot, id)]),
    );
    this.hasFailed =
      (await this.page.person.do({ act: 'submits', modal: this.modal.id, values })) === undefined;
  }

  #close(event: Event): void {
    event.preventDefault();
    void this.page.person.do({ act: 'closesModal', modal: this.modal.id });
  }
}
