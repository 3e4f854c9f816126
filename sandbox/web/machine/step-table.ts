import { html } from 'lit';
import { customElement } from 'lit/decorators.js';
import { PageElement } from '../shell/page-element.js';
import { tableStyles } from './table-styles.js';
import { sayDistance, words } from './words.js';

/** Steps of endings that could not be done yet. Each is repeated until it is, and holds up nobody. */
@customElement('step-table')
export class StepTable extends PageElement {
  static override readonly styles = [...PageElement.styles, tableStyles];

  protected override render() {
    const { machine } = this.state;
    const steps = machine?.steps ?? [];
    return html`
      <table>
        <caption>Waiting steps</caption>
        <thead>
          <tr>
            <th scope="col">Session</th>
            <th scope="col">Step</th>
            <th scope="col">State</th>
            <th scope="col">Tries</th>
            <th scope="col">Next</th>
          </tr>
        </thead>
        <tbody>
          ${steps.length === 0 ? html`<tr><td colspan="5" class="none">Nothing waits.</td></tr>` : ''}
          ${steps.map(
            (step) => html`
              <tr>
                <td class="code">${step.sessionCode}</td>
                <td>${words(step.name)}${step.obstacle === null ? '' : html`<small>${step.obstacle}</small>`}</td>
                <td><span class="pill ${step.state === 'parked' ? 'bad' : 'warn'}">${step.state}</span></td>
                <td class="number">${step.attempts}</td>
                <td>${step.state === 'parked' ? '–' : sayDistance(step.nextAttemptAt, machine?.now ?? 0)}</td>
              </tr>
            `,
          )}
        </tbody>
      </table>
    `;
  }
}
