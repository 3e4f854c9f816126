import { css, html } from 'lit';
import { customElement, query } from 'lit/decorators.js';
import type { Part, Persona } from '../../control/protocol.js';
import { avatarOf } from '../people/avatar.js';
import { groupBy } from '../people/group-by.js';
import { PageElement } from '../shell/page-element.js';
import { chosenGuild, chosenPerson } from '../state/selection.js';

/** What each part is called, and what it means for the bot. */
const parts: Readonly<Record<Part, { readonly title: string; readonly hint: string }>> = {
  member: { title: 'Member', hint: 'asks for the upgrade' },
  vip: { title: 'VIP', hint: 'has been upgraded' },
  staff: { title: 'Staff', hint: 'sees all conversations, may clear them' },
  admin: { title: 'Admin', hint: 'sees all conversations, may clear them' },
  support: { title: 'Support', hint: 'sees all conversations, may clear them' },
  owner: { title: 'Owner', hint: 'sets the bot up' },
  guest: { title: 'Guest', hint: 'is not in the server' },
};

/** Chooses through whose eyes Discord is seen. */
@customElement('act-as')
export class ActAs extends PageElement {
  static override readonly styles = [
    ...PageElement.styles,
    css`
      header {
        display: flex;
        align-items: center;
        gap: 10px;
        height: 46px;
        padding: 0 12px 0 14px;
        background: var(--discord-deep);
      }
      h2 {
        font-size: 14px;
        margin: 0;
        font-weight: 700;
        color: var(--discord-strong);
        flex: 1;
      }
      img {
        width: 24px;
        height: 24px;
        border-radius: 50%;
      }
      label {
        color: var(--discord-soft);
        white-space: nowrap;
      }
      .hint {
        color: var(--discord-soft);
        white-space: nowrap;
        overflow: hidden;
        text-overflow: ellipsis;
        min-width: 0;
      }
      select {
        border: 1px solid var(--discord-line);
        border-radius: 8px;
        padding: 4px 6px;
        background: var(--discord);
        color: var(--discord-strong);
        font-weight: 600;
        height: 32px;
      }
    `,
  ];

  @query('select') private select: HTMLSelectElement | null;

  /** Only now are the options there among which to choose. */
  protected override updated(): void {
    if (this.select !== null) this.select.value = this.state.choice.personId;
  }

  protected override render() {
    const guild = chosenGuild(this.state);
    const person = chosenPerson(this.state);
    const byPart = groupBy(guild?.people ?? [], ({ part }) => part);
    return html`
      <header>
        <h2>Discord</h2>
        <label for="person">Act as</label>
        ${person === undefined ? '' : html`<img src=${avatarOf(person.name, person.id)} alt="" />`}
        <select id="person" @change=${this.#choose}>
          ${[...byPart].map(
            ([part, people]) => html`
              <optgroup label="${parts[part].title}: ${parts[part].hint}">${people.map((one) => this.#renderOption(one, person))}</optgroup>
            `,
          )}
        </select>
        <span class="hint">${person === undefined ? '' : parts[person.part].title}</span>
      </header>
    `;
  }

  #renderOption(one: Persona, chosen: Persona | undefined) {
    return html`<option value=${one.id} ?selected=${one.id === chosen?.id}>${one.name}</option>`;
  }

  #choose(event: Event): void {
    if (event.target instanceof HTMLSelectElement) this.page.go.actAs(event.target.value);
  }
}
