import { html } from 'lit';
import { customElement } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { PoolRow } from '../../control/protocol.js';
import { PageElement } from '../shell/page-element.js';
import { tableStyles } from './table-styles.js';
import { sayDistance, words } from './words.js';

/** The Telegram accounts of the guild, and which session holds which. */
@customElement('pool-table')
export class PoolTable extends PageElement {
  static override readonly styles = [...PageElement.styles, tableStyles];

  protected override render() {
    return html`
      <table>
        <caption>Pool</caption>
        <thead>
          <tr>
            <th scope="col">Account</th>
            <th scope="col">Calls itself</th>
            <th scope="col">Held by</th>
            <th scope="col">State</th>
          </tr>
        </thead>
        <tbody>
          ${repeat(
            this.state.machine?.pool ?? [],
            ({ accountId }) => accountId,
            (row) => this.#renderRow(row),
          )}
        </tbody>
      </table>
    `;
  }

  #renderRow(row: PoolRow) {
    return html`
      <tr>
        <td class="account">${row.label}</td>
        <td>${row.name}</td>
        <td class="code">${row.sessionCode ?? html`<span class="none">free</span>`}</td>
        <td>
          <span class="pill ${row.state === 'ready' ? 'good' : row.state === 'dead' ? 'bad' : 'warn'}">${row.state}</span>
          ${row.isConnected ? '' : html`<span class="pill warn">offline</span>`}
          ${row.deathCause === null ? '' : html`<small>${words(row.deathCause)}</small>`}
          ${row.limitedUntil === null ? '' : html`<small>limited, free ${sayDistance(row.limitedUntil, this.state.machine?.now ?? 0)}</small>`}
        </td>
      </tr>
    `;
  }
}
