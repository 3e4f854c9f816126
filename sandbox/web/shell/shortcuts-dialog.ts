import { css, html, LitElement } from 'lit';
import { customElement, query } from 'lit/decorators.js';
import { baseStyles } from './base-styles.js';
import { icons } from './icons.js';
import { shortcutList } from './shortcuts.js';

/** Lists what can be done by keys alone. */
@customElement('shortcuts-dialog')
export class ShortcutsDialog extends LitElement {
  static override readonly styles = [
    baseStyles,
    css`
      dialog {
        border: 1px solid var(--line);
        border-radius: 14px;
        padding: 20px 24px 24px;
        background: var(--page-raised);
        color: var(--ink);
        min-width: 420px;
        box-shadow: 0 12px 40px rgb(0 0 0 / 0.35);
      }
      dialog::backdrop {
        background: rgb(0 0 0 / 0.5);
      }
      header {
        display: flex;
        justify-content: space-between;
        align-items: center;
        margin-bottom: 12px;
      }
      h2 {
        font-size: 17px;
        margin: 0;
      }
      header button {
        font-size: 18px;
        display: grid;
        padding: 6px;
        border-radius: 8px;
      }
      header button:hover {
        background: var(--page-sunken);
      }
      dl {
        display: grid;
        grid-template-columns: auto 1fr;
        gap: 8px 16px;
        margin: 0;
        align-items: baseline;
      }
      kbd {
        font: 600 12px var(--text);
        border: 1px solid var(--line);
        border-bottom-width: 2px;
        border-radius: 6px;
        padding: 2px 8px;
        background: var(--page-sunken);
        white-space: nowrap;
      }
      dd {
        margin: 0;
      }
    `,
  ];

  @query('dialog') private dialog: HTMLDialogElement | null;

  show(): void {
    if (this.dialog?.open === false) this.dialog.showModal();
  }

  protected override render() {
    return html`
      <dialog aria-labelledby="title">
        <header>
          <h2 id="title">Keyboard shortcuts</h2>
          <button type="button" aria-label="Close" @click=${() => this.dialog?.close()}>${icons.close}</button>
        </header>
        <dl>
          ${shortcutList.map(({ keys, what }) => html`<dt><kbd>${keys}</kbd></dt><dd>${what}</dd>`)}
        </dl>
      </dialog>
    `;
  }
}
