import { css, html } from 'lit';
import { customElement } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { icons } from './icons.js';
import { PageElement } from './page-element.js';

/** What went wrong or came about, at the lower edge. */
@customElement('toast-list')
export class ToastList extends PageElement {
  static override readonly styles = [
    ...PageElement.styles,
    css`
      :host {
        position: fixed;
        z-index: 30;
        bottom: 20px;
        left: 50%;
        translate: -50% 0;
        width: min(520px, 90vw);
        display: grid;
        gap: 8px;
        pointer-events: none;
      }
      .toast {
        pointer-events: auto;
        display: flex;
        gap: 12px;
        align-items: start;
        padding: 10px 12px 10px 16px;
        border-radius: 10px;
        background: var(--page-raised);
        color: var(--ink);
        border: 1px solid var(--line);
        border-left: 4px solid var(--accent-fill);
        box-shadow: 0 6px 24px rgb(0 0 0 / 0.3);
        animation: rise 0.18s ease-out;
      }
      .refusal {
        border-left-color: var(--bad);
      }
      p {
        margin: 0;
        flex: 1;
        overflow-wrap: anywhere;
      }
      button {
        display: grid;
        padding: 3px;
        border-radius: 6px;
      }
      @keyframes rise {
        from {
          opacity: 0;
          translate: 0 8px;
        }
      }
    `,
  ];

  protected override render() {
    return html`<div role="alert" aria-label="Notices">
      ${repeat(
        this.state.toasts,
        ({ id }) => id,
        ({ id, kind, text }) => html`
          <div class="toast ${kind}">
            <p>${text}</p>
            <button type="button" aria-label="Dismiss notice" @click=${() => this.page.toasts.dismiss(id)}>${icons.close}</button>
          </div>
        `,
      )}
    </div>`;
  }
}
