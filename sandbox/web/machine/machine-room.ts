import { html, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { icons } from '../shell/icons.js';
import { PageElement } from '../shell/page-element.js';
import './bot-switch.js';
import './log-tail.js';
import { machineStyles } from './machine-styles.js';
import './mischief-board.js';
import './pool-table.js';
import './request-stream.js';
import './session-table.js';
import './step-table.js';

/** What happens behind both apps. On narrow screens it is a drawer at the lower edge. */
@customElement('machine-room')
export class MachineRoom extends PageElement {
  static override readonly styles = [...PageElement.styles, machineStyles];

  /** The story that is told happens here now. */
  @property({ attribute: false }) isLookedAt = false;
  @property({ type: Boolean, attribute: 'is-open', reflect: true }) isOpen = false;
  @state() private isDrawer = false;
  readonly #narrow = matchMedia('(max-width: 1399px)');
  readonly #fit = () => {
    this.isDrawer = this.#narrow.matches;
  };

  override connectedCallback(): void {
    super.connectedCallback();
    this.#narrow.addEventListener('change', this.#fit);
    this.#fit();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#narrow.removeEventListener('change', this.#fit);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    super.willUpdate(changed);
    if (changed.has('isLookedAt') && this.isLookedAt) this.isOpen = true;
  }

  protected override render() {
    const { page } = this;
    const isShown = this.isOpen || !this.isDrawer;
    return html`
      <section aria-label="Machine room" tabindex="-1">
        <header>
          <h2>Machine room</h2>
          <span class="sum">${this.#sum()}</span>
          <bot-switch .page=${page}></bot-switch>
          ${
            this.isDrawer
              ? html`<button type="button" class="fold ${isShown ? 'open' : ''}" aria-expanded=${isShown} @click=${this.#fold}>
                ${icons.chevron} ${isShown ? 'Hide' : 'Show'}
              </button>`
              : nothing
          }
        </header>
        ${isShown ? this.#renderRoom() : nothing}
      </section>
    `;
  }

  #renderRoom() {
    const { page } = this;
    const faults = this.state.machine?.faults ?? [];
    return html`
      <div class="room">
        <div class="facts scrolls" tabindex="0" role="group" aria-label="State">
          ${
            faults.length > 0
              ? html`<div class="faults" role="alert"><b>The sandbox lacks something:</b>${faults.map((fault) => html`<div>${fault}</div>`)}</div>`
              : nothing
          }
          <session-table .page=${page}></session-table>
          <mischief-board .page=${page}></mischief-board>
          <pool-table .page=${page}></pool-table>
          <step-table .page=${page}></step-table>
        </div>
        <div class="streams">
          <request-stream .page=${page}></request-stream>
          <log-tail .page=${page}></log-tail>
        </div>
      </div>
    `;
  }

  /** What a folded drawer still tells. */
  #sum(): string {
    const { machine, exchanges } = this.state;
    if (!this.isDrawer || machine === null) return '';
    const live = machine.sessions.filter(({ state }) => state !== 'closed').length;
    return `${live} live ${live === 1 ? 'session' : 'sessions'} · ${exchanges.at(-1)?.seq ?? 0} requests and events`;
  }

  #fold(): void {
    this.isOpen = !this.isOpen;
  }
}
