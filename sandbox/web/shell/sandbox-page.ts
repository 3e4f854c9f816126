import { css, html, LitElement } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import { openPage } from '../state/page.js';
import { isTouring, toldStory } from '../state/selection.js';
import { baseStyles } from './base-styles.js';
import '../discord/discord-pane.js';
import '../machine/machine-room.js';
import '../telegram/telegram-pane.js';
import '../tour/tour-bar.js';
import type { ShortcutsDialog } from './shortcuts-dialog.js';
import './shortcuts-dialog.js';
import { focusPane, shortcutOf } from './shortcuts.js';
import { applyTheme, chooseTheme, currentTheme, onSystemTheme, type Theme } from './theme.js';
import './toast-list.js';
import './top-bar.js';

/** The whole page: a word of welcome and the tour above, the three panes beside each other. */
@customElement('sandbox-page')
export class SandboxPage extends LitElement {
  static override readonly styles = [
    baseStyles,
    css`
      :host {
        height: 100dvh;
        display: grid;
        grid-template: auto auto minmax(0, 1fr) / minmax(0, 1fr);
        min-width: 0;
      }
      main {
        display: grid;
        gap: 10px;
        padding: 10px 12px 12px;
        min-height: 0;
        grid-template-columns: minmax(0, 1.34fr) minmax(0, 0.98fr) minmax(0, 1.1fr);
      }
      main > * {
        min-width: 0;
        min-height: 0;
        border: 1px solid var(--line);
        border-radius: 12px;
        overflow: hidden;
        box-shadow: 0 1px 3px rgb(0 0 0 / 0.08);
      }
      main > .looked-at {
        outline: 3px solid var(--accent-fill);
        outline-offset: 1px;
      }
      @media (min-width: 2000px) {
        main {
          grid-template-columns: minmax(0, 1.35fr) minmax(0, 1fr) minmax(0, 1.25fr);
        }
      }
      @media (max-width: 1399px) {
        main {
          grid-template-columns: minmax(0, 1.3fr) minmax(0, 1fr);
          grid-template-rows: minmax(0, 1fr) auto;
        }
        machine-room {
          grid-column: 1 / -1;
        }
        machine-room[is-open] {
          height: 46dvh;
        }
      }
    `,
  ];

  readonly #page = openPage();
  @state() private theme: Theme = currentTheme();
  @query('shortcuts-dialog') private shortcuts: ShortcutsDialog | null;
  #stops: readonly (() => void)[] = [];

  override connectedCallback(): void {
    super.connectedCallback();
    applyTheme();
    const listenToKeys = (event: KeyboardEvent) => this.#takeKey(event);
    document.addEventListener('keydown', listenToKeys);
    this.#stops = [
      () => document.removeEventListener('keydown', listenToKeys),
      onSystemTheme(() => this.#showTheme()),
      this.#page.store.subscribe(() => this.requestUpdate()),
    ];
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    for (const stop of this.#stops) stop();
  }

  protected override render() {
    const page = this.#page;
    const looked = this.#lookedAt();
    const classOf = (pane: string) => (pane === looked ? 'looked-at' : '');
    return html`
      <top-bar .page=${page} .theme=${this.theme} @switch-theme=${this.#switchTheme} @show-shortcuts=${() => this.shortcuts?.show()}></top-bar>
      <tour-bar .page=${page}></tour-bar>
      <main>
        <discord-pane class=${classOf('discord')} .page=${page} .isLight=${this.theme === 'light'}></discord-pane>
        <telegram-pane class=${classOf('telegram')} .page=${page}></telegram-pane>
        <machine-room class=${classOf('machine')} .page=${page} .isLookedAt=${looked === 'machine'}></machine-room>
      </main>
      <toast-list .page=${page}></toast-list>
      <shortcuts-dialog></shortcuts-dialog>
    `;
  }

  /** The pane in which the story that is told happens now. */
  #lookedAt(): string | undefined {
    const { state } = this.#page.store;
    if (!isTouring(state) || state.tour.state === 'idle') return undefined;
    return toldStory(state)?.steps[state.tour.step]?.look.pane;
  }

  #switchTheme(): void {
    chooseTheme(this.theme === 'light' ? 'dark' : 'light');
    this.#showTheme();
  }

  #showTheme(): void {
    applyTheme();
    this.theme = currentTheme();
  }

  #takeKey(event: KeyboardEvent): void {
    const shortcut = shortcutOf(event);
    if (shortcut === undefined) return;
    event.preventDefault();
    const { tour } = this.#page.store.state;
    switch (shortcut) {
      case 'help':
        this.shortcuts?.show();
        return;
      case 'theme':
        this.#switchTheme();
        return;
      case 'tour':
        if (isTouring(this.#page.store.state)) {
          void this.#page.stage.order({ order: tour.state === 'paused' ? 'resume' : 'pause' });
        }
        return;
      case 'next-step':
        if (isTouring(this.#page.store.state)) void this.#page.stage.order({ order: 'step' });
        return;
      default:
        focusPane(this.renderRoot, shortcut);
    }
  }
}
