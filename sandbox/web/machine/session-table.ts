import { html } from 'lit';
import { customElement } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { SessionRow } from '../../control/protocol.js';
import { PageElement } from '../shell/page-element.js';
import { tableStyles } from './table-styles.js';
import { words } from './words.js';

const looks: Readonly<Record<SessionRow['state'], string>> = {
  opening: 'warn',
  active: 'good',
  closing: 'warn',
  closed: '',
};

/** The bot's table of sessions, beside what became of their threads. */
@customElement('session-table')
export class SessionTable extends PageElement {
  static override readonly styles = [...PageElement.styles, tableStyles];

  protected override render() {
    const sessions = this.state.machine?.sessions ?? [];
    return html`
      <table>
        <caption>Sessions</caption>
        <thead>
          <tr>
            <th scope="col">Code</th>
            <th scope="col">State</th>
            <th scope="col">Member</th>
            <th scope="col">Thread</th>
            <th scope="col">Account</th>
            <th scope="col" class="number" title="Messages carried to Telegram and to Discord">Carried</th>
          </tr>
        </thead>
        <tbody>
          ${
            sessions.length === 0
              ? html`<tr><td colspan="6" class="none">None yet. Press Upgrade to VIP on Discord.</td></tr>`
              : repeat(
                  sessions,
                  ({ id }) => id,
                  (session) => this.#renderRow(session),
                )
          }
        </tbody>
      </table>
    `;
  }

  #renderRow(session: SessionRow) {
    const { code, state, member, thread, account, reason, endedBy, toTelegram, toDiscord, undelivered } =
      session;
    return html`
      <tr>
        <td class="code">${code}</td>
        <td>
          <span class="pill ${looks[state]}">${state}</span>
          ${reason === null ? '' : html`<small>${words(reason)}${endedBy === null || endedBy === 'bot' ? '' : ` by ${endedBy}`}</small>`}
        </td>
        <td>${member.name}</td>
        <td>${thread === null ? '–' : html`<span class="pill">${words(thread.state)}</span>`}</td>
        <td class="account">${account.label}</td>
        <td class="number">
          ${toTelegram} → · ← ${toDiscord}${undelivered > 0 ? html`<small>${undelivered} not delivered</small>` : ''}
        </td>
      </tr>
    `;
  }
}
