import { css, html, nothing, type PropertyValues } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import '../people/draft-files.js';
import { icons } from '../shell/icons.js';
import { PageElement } from '../shell/page-element.js';
import { BubbleWish } from './bubble-wish.js';
import { gist } from './gist.js';

/** Where the agent writes. */
@customElement('chat-composer')
export class ChatComposer extends PageElement {
  static override readonly styles = [
    ...PageElement.styles,
    css`
      :host {
        background: var(--telegram);
        border-top: 1px solid var(--telegram-line);
      }
      .line {
        display: flex;
        align-items: end;
        gap: 2px;
        padding: 5px 6px;
      }
      button {
        display: grid;
        place-items: center;
        width: 36px;
        height: 36px;
        flex: none;
        border-radius: 50%;
        font-size: 20px;
        color: var(--telegram-soft);
      }
      button:hover:not(:disabled) {
        background: var(--telegram-hover);
      }
      .send:not(:disabled) {
        color: var(--telegram-accent);
      }
      textarea {
        flex: 1;
        min-width: 0;
        border: 0;
        background: none;
        resize: none;
        padding: 8px 6px;
        line-height: 20px;
        font-size: 14.5px;
        field-sizing: content;
        max-height: 150px;
      }
      textarea:focus-visible {
        outline: none;
      }
      .line:has(textarea:focus-visible) {
        box-shadow: inset 0 0 0 2px var(--focus);
      }
      textarea::placeholder {
        color: var(--telegram-soft);
      }
      .aim {
        display: flex;
        align-items: center;
        gap: 10px;
        padding: 6px 8px 0 14px;
        font-size: 13px;
      }
      .aim > svg {
        font-size: 18px;
        color: var(--telegram-accent);
        flex: none;
      }
      .aim div {
        flex: 1;
        min-width: 0;
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      .aim b {
        display: block;
        color: var(--telegram-accent);
      }
      .aim button {
        width: 28px;
        height: 28px;
        font-size: 16px;
      }
    `,
  ];

  @property({ attribute: false }) accountId = '';
  /** The message that is answered or edited. */
  @property({ attribute: false }) aimed: BubbleWish['wish'] | undefined;
  @state() private text = '';
  @state() private files: readonly File[] = [];
  @query('textarea') private field: HTMLTextAreaElement | null;
  @query('input[type="file"]') private chooser: HTMLInputElement | null;
  #draftOf = '';

  override focus(): void {
    this.field?.focus();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.addEventListener('dragover', (event) => event.preventDefault());
    this.addEventListener('drop', (event) => {
      event.preventDefault();
      this.#attach([...(event.dataTransfer?.files ?? [])]);
    });
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    super.willUpdate(changed);
    if (this.accountId !== this.#draftOf) {
      this.#draftOf = this.accountId;
      this.text = '';
      this.files = [];
    }
    if (changed.has('aimed') && this.aimed?.kind === 'edit') this.text = this.aimed.message.text;
  }

  protected override render() {
    const isEmpty = this.text.trim() === '' && this.files.length === 0;
    return html`
      ${this.#renderAim()}
      <draft-files .files=${this.files} @drop-file=${this.#dropFile}></draft-files>
      <div class="line">
        <input type="file" multiple hidden aria-hidden="true" tabindex="-1" @change=${this.#takeChosenFiles} />
        <button type="button" aria-label="Attach files" title="Attach files" @click=${() => this.chooser?.click()}>${icons.attach}</button>
        <textarea
          rows="1"
          aria-label="Reply"
          placeholder="Message"
          .value=${this.text}
          @input=${this.#takeInput}
          @keydown=${this.#takeKey}
          @paste=${this.#takePaste}
        ></textarea>
        <button type="button" class="send" aria-label="Send" title="Send" ?disabled=${isEmpty} @click=${this.#send}>${icons.send}</button>
      </div>
    `;
  }

  #renderAim() {
    const { aimed } = this;
    if (aimed === undefined || aimed.kind === 'done') return nothing;
    return html`<div class="aim">
      ${aimed.kind === 'edit' ? icons.edit : icons.reply}
      <div><b>${aimed.kind === 'edit' ? 'Edit message' : aimed.message.who}</b>${gist(aimed.message)}</div>
      <button type="button" aria-label="Cancel" @click=${this.#endAim}>${icons.close}</button>
    </div>`;
  }

  #takeInput(): void {
    this.text = this.field?.value ?? '';
    if (this.text !== '') this.page.agent.types(this.accountId);
  }

  #takeKey(event: KeyboardEvent): void {
    if (event.key === 'Escape') this.#endAim();
    if (event.key === 'ArrowUp' && this.text === '') this.dispatchEvent(new Event('edit-last'));
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    void this.#send();
  }

  async #send(): Promise<void> {
    const { text, files, aimed, accountId: account } = this;
    if (text.trim() === '' && files.length === 0) return;
    this.text = '';
    this.files = [];
    this.#endAim();
    const isDone =
      aimed?.kind === 'edit'
        ? (await this.page.agent.do({ act: 'edits', account, message: aimed.message.id, text })) !== undefined
        : await this.page.agent.replies(account, text, {
            replyTo: aimed?.kind === 'reply' ? aimed.message.id : undefined,
            files,
          });
    if (isDone || this.text !== '') return;
    this.text = text;
    this.files = files;
  }

  #endAim(): void {
    if (this.aimed === undefined) return;
    if (this.aimed.kind === 'edit') this.text = '';
    this.dispatchEvent(new BubbleWish({ kind: 'done' }));
  }

  #attach(files: readonly File[]): void {
    this.files = [...this.files, ...files].slice(0, 10);
    this.focus();
  }

  #takeChosenFiles(): void {
    this.#attach([...(this.chooser?.files ?? [])]);
    if (this.chooser !== null) this.chooser.value = '';
  }

  #takePaste(event: ClipboardEvent): void {
    const files = [...(event.clipboardData?.files ?? [])];
    if (files.length === 0) return;
    event.preventDefault();
    this.#attach(files);
  }

  #dropFile(event: CustomEvent<File>): void {
    this.files = this.files.filter((file) => file !== event.detail);
  }
}
