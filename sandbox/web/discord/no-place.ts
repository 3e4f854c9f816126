import { css, html } from 'lit';
import { customElement } from 'lit/decorators.js';
import { PageElement } from '../shell/page-element.js';
import { chosenPerson } from '../state/selection.js';

/** Where someone finds themselves who sees nothing of the server. */
@customElement('no-place')
export class NoPlace extends PageElement {
  static override readonly styles = [
    ...PageElement.styles,
    css`
      :host {
        display: grid;
        place-content: center;
        justify-items: center;
        gap: 12px;
        padding: 24px;
        text-align: center;
        color: var(--discord-soft);
      }
      p {
        margin: 0;
      }
      button {
        background: var(--blurple);
        color: #fff;
        font-weight: 600;
        padding: 8px 16px;
        border-radius: 6px;
      }
    `,
  ];

  protected override render() {
    const { discord } = this.state;
    const person = chosenPerson(this.state);
    if (discord === null) return html`<p>Discord is opening …</p>`;
    if (discord.isUnavailable) return html`<p>This server has an outage. Nothing of it can be seen.</p>`;
    return html`
      <p>${person?.name} is not in ${discord.guild.name}, and sees nothing of it.</p>
      <button type="button" @click=${() => this.page.person.do({ act: 'joinsServer' })}>Join ${discord.guild.name}</button>
    `;
  }
}
