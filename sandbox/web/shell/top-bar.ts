import { css, html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { icons } from './icons.js';
import { PageElement } from './page-element.js';
import type { Theme } from './theme.js';

/** Says in two lines what this is and where to press. */
@customElement('top-bar')
export class TopBar extends PageElement {
  static override readonly styles = [
    ...PageElement.styles,
    css`
      header {
        display: flex;
        align-items: center;
        gap: 14px;
        padding: 10px 16px 6px;
      }
      .mark {
        width: 36px;
        height: 36px;
        border-radius: 10px;
        flex: none;
      }
      .words {
        flex: 1;
        min-width: 0;
      }
      h1 {
        font-size: 16px;
        line-height: 1.3;
        margin: 0;
        font-weight: 700;
      }
      h1 small {
        font-size: inherit;
        font-weight: 500;
        color: var(--ink-soft);
      }
      p {
        margin: 0;
        color: var(--ink-soft);
        line-height: 1.4;
      }
      b {
        color: var(--ink);
        font-weight: 600;
      }
      .controls {
        display: flex;
        gap: 6px;
        flex: none;
      }
      button {
        display: grid;
        place-items: center;
        width: 34px;
        height: 34px;
        border-radius: 9px;
        border: 1px solid var(--line);
        background: var(--page-raised);
        font-size: 17px;
      }
      button:hover {
        background: var(--page-sunken);
      }
      .lost {
        align-self: center;
        color: var(--bad);
        background: var(--bad-wash);
        border-radius: 8px;
        padding: 5px 10px;
        font-weight: 600;
        white-space: nowrap;
      }
    `,
  ];

  @property() theme: Theme = 'dark';

  protected override render() {
    const isLost = this.state.connection === 'lost';
    return html`
      <header>
        <img class="mark" src="./favicon.svg" alt="" />
        <div class="words">
          <h1>VIP Concierge <small>· sandbox</small></h1>
          <p>
            Press <b>Upgrade to VIP</b> on Discord, write, and answer as the agent on Telegram.
            The bot in between is the real one.
          </p>
        </div>
        <div class="controls">
          <span role="status">${isLost ? html`<span class="lost">Connection to the sandbox lost …</span>` : ''}</span>
          <button
            type="button"
            aria-label=${this.theme === 'light' ? 'Switch to dark' : 'Switch to light'}
            title="Light or dark (T)"
            @click=${() => this.dispatchEvent(new Event('switch-theme'))}
          >
            ${this.theme === 'light' ? icons.moon : icons.sun}
          </button>
          <button type="button" aria-label="Keyboard shortcuts" title="Keyboard shortcuts (?)" @click=${() => this.dispatchEvent(new Event('show-shortcuts'))}>?</button>
        </div>
      </header>
    `;
  }
}
