import type { APIApplicationCommandOption } from 'discord-api-types/v10';
import { css, html } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import type { OptionValues } from '../../control/protocol.js';
import { PageElement } from '../shell/page-element.js';
import type { CommandOption } from './command-option.js';
import type { Runnable } from './commands.js';
import './command-option.js';

/** A chosen command with a field for each of its options. */
@customElement('command-form')
export class CommandForm extends PageElement {
  static override readonly styles = [
    ...PageElement.styles,
    css`
      form {
        display: flex;
        flex-wrap: wrap;
        gap: 8px;
        align-items: center;
        padding: 8px 10px 8px 14px;
        border-radius: 8px;
        background: var(--discord-field);
      }
      .path {
        font-weight: 700;
        color: var(--discord-strong);
      }
      .about {
        width: 100%;
        font-size: 12px;
        color: var(--discord-soft);
      }
      .acts {
        display: flex;
        margin-left: auto;
      }
      button {
        background: var(--blurple);
        color: #fff;
        font-weight: 600;
        border-radius: 6px;
        height: 32px;
        padding: 0 14px;
      }
      .leave {
        background: none;
        color: var(--discord-soft);
      }
    `,
  ];

  @property({ attribute: false }) runnable: Runnable;
  @property({ attribute: false }) placeId = '';
  @query('button[type="submit"]') private run: HTMLButtonElement | null;

  protected override firstUpdated(): void {
    const [first] = this.#fields();
    if (first === undefined) this.run?.focus();
    else void first.updateComplete.then(() => first.focus());
  }

  protected override render() {
    const { path, description, options } = this.runnable;
    return html`
      <form aria-label=${path} @submit=${this.#submit} @keydown=${this.#takeKey}>
        <span class="about">${description}</span>
        <span class="path">${path}</span>
        ${options.map((option) => this.#renderOption(option))}
        <div class="acts">
          <button type="button" class="leave" @click=${this.#leave}>Cancel</button>
          <button type="submit">Run</button>
        </div>
      </form>
    `;
  }

  #renderOption(option: APIApplicationCommandOption) {
    const complete = (typed: string) =>
      this.page.person.completes(
        this.runnable.path,
        { ...this.#values(), [option.name]: typed },
        option.name,
        this.placeId,
      );
    return html`<command-option .option=${option} .sight=${this.state.discord} .complete=${complete}></command-option>`;
  }

  async #submit(event: Event): Promise<void> {
    event.preventDefault();
    if (!this.#fields().every((field) => field.check())) return;
    const { path: command } = this.runnable;
    const answer = this.page.person.do({
      act: 'runs',
      command,
      options: this.#values(),
      where: this.placeId,
    });
    this.#leave();
    await answer;
  }

  #fields(): readonly CommandOption[] {
    return [...this.renderRoot.querySelectorAll('command-option')];
  }

  #values(): OptionValues {
    return Object.fromEntries(
      this.#fields().flatMap(({ option, value }) => (value === undefined ? [] : [[option.name, value]])),
    );
  }

  #takeKey(event: KeyboardEvent): void {
    if (event.key === 'Escape') this.#leave();
    if (event.key !== 'Enter' || event.defaultPrevented) return;
    const [target] = event.composedPath();
    if (target instanceof HTMLButtonElement) return;
    event.preventDefault();
    void this.#submit(event);
  }

  #leave(): void {
    this.dispatchEvent(new Event('leave-command', { bubbles: true, composed: true }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'command-form': CommandForm;
  }
}
