import { css, html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { ExchangeDetail, ExchangeSight } from '../../control/protocol.js';
import { FollowedLog } from '../shell/followed-log.js';
import { PageElement } from '../shell/page-element.js';
import { streamStyles } from './stream-styles.js';

const services = [
  { value: 'all', label: 'Both services' },
  { value: 'discord', label: 'Discord' },
  { value: 'telegram', label: 'Telegram' },
];

const arrows: Readonly<Record<ExchangeSight['kind'], string>> = {
  request: '→',
  call: '→',
  dispatch: '←',
  update: '←',
};

/** Every request of the bot and every event that it is told, as they pass. */
@customElement('request-stream')
export class RequestStream extends PageElement {
  static override readonly styles = [
    ...PageElement.styles,
    streamStyles,
    css`
      .line {
        grid-template-columns: 56px 8px 48px minmax(0, 1fr) minmax(26px, auto) 40px;
      }
      .line.telegram {
        grid-template-columns: 56px 8px minmax(0, 1.5fr) minmax(0, 1fr) minmax(26px, auto) 40px;
      }
      /* An event has a name and nothing else. */
      .told > :nth-child(3) {
        grid-column: 3 / -1;
      }
      .told > :nth-child(n + 4) {
        display: none;
      }
      .service {
        font-weight: 600;
      }
      .service.discord {
        color: var(--accent);
      }
      .service.telegram {
        color: var(--telegram-accent);
      }
    `,
  ];

  @state() private filter = '';
  @state() private service = 'all';
  /** What was there when the stream was stopped; it goes on behind. */
  @state() private held: readonly ExchangeSight[] | undefined;
  @state() private opened: ExchangeDetail | undefined;
  readonly #log = new FollowedLog(this, '.line');

  protected override render() {
    const lines = (this.held ?? this.state.exchanges).filter((exchange) => this.#isWanted(exchange));
    return html`
      <div class="bar">
        <h3>Requests</h3>
        <select aria-label="Service" @change=${this.#takeService}>
          ${services.map(({ value, label }) => html`<option value=${value}>${label}</option>`)}
        </select>
        <input type="search" aria-label="Filter" placeholder="Filter" @input=${this.#takeFilter} />
        <button type="button" aria-pressed=${this.held !== undefined} @click=${this.#hold}>${this.held === undefined ? 'Pause' : 'Go on'}</button>
      </div>
      <div class="scrolls" role="log" aria-label="Requests" aria-live="off" @scroll=${this.#log.noteScroll} @keydown=${this.#log.takeKey}>
        ${repeat(
          lines,
          ({ seq }) => seq,
          (line) => this.#renderLine(line, line === lines.at(-1)),
        )}
      </div>
    `;
  }

  /** @param isEntry the Tab key enters the log there; the arrow keys lead on */
  #renderLine(line: ExchangeSight, isEntry: boolean) {
    const isOpen = this.opened?.seq === line.seq;
    return html`
      <button type="button" class="line ${line.service} ${line.path === '' && line.account === null ? 'told' : ''}" tabindex=${isEntry ? 0 : -1} aria-expanded=${isOpen} @click=${() => this.#open(line)}>
        <span class="service ${line.service}">${line.service}</span>
        <span class="soft">${arrows[line.kind]}</span>
        <span class="cut" title=${line.method}>${line.method}</span>
        <span class="cut soft" title=${line.path || (line.account ?? '')}>${shorten(line)}</span>
        <span class=${line.isRefused ? 'bad' : 'good'}>${line.status ?? ''}</span>
        <span class="number soft">${line.ms === null ? '' : `${Math.round(line.ms)} ms`}</span>
      </button>
      ${isOpen ? html`<pre>${this.#describe()}</pre>` : nothing}
    `;
  }

  #describe(): string {
    if (this.opened === undefined) return '';
    const { request, response } = this.opened;
    const show = (title: string, value: unknown) =>
      value === null || value === undefined ? [] : [`${title}\n${JSON.stringify(value, null, 2)}`];
    return [...show('asked', request), ...show('answered', response)].join('\n\n') || 'nothing besides';
  }

  #isWanted({ service, method, path, status, account }: ExchangeSight): boolean {
    if (this.service !== 'all' && service !== this.service) return false;
    const wanted = this.filter.trim().toLowerCase();
    return (
      wanted === '' ||
      `${service} ${method} ${path} ${status ?? ''} ${account ?? ''}`.toLowerCase().includes(wanted)
    );
  }

  async #open(line: ExchangeSight): Promise<void> {
    if (this.opened?.seq === line.seq) this.opened = undefined;
    else this.opened = await this.page.toasts.orShow(this.page.wire.exchange(line.seq));
  }

  #hold(): void {
    this.held = this.held === undefined ? this.state.exchanges : undefined;
  }

  #takeFilter(event: Event): void {
    if (event.target instanceof HTMLInputElement) this.filter = event.target.value;
  }

  #takeService(event: Event): void {
    if (event.target instanceof HTMLSelectElement) this.service = event.target.value;
  }
}

/** Ids, tokens and accounts are told apart by how they end; the whole of it is in the title. */
function shorten({ path, account }: ExchangeSight): string {
  if (path !== '') return path.replaceAll(/\d{15,}|[\w-]{40,}/g, (part) => `…${part.slice(-4)}`);
  return (account ?? '').replace(/^.+(?=.{8}$)/, '…');
}
