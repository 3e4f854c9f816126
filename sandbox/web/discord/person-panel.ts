import { css, html } from 'lit';
import { customElement } from 'lit/decorators.js';
import { avatarOf } from '../people/avatar.js';
import { icons } from '../shell/icons.js';
import { PageElement } from '../shell/page-element.js';
import { chosenPerson } from '../state/selection.js';

/** Who the visitor is at the moment, and what that person can do about being here. */
@customElement('person-panel')
export class PersonPanel extends PageElement {
  static override readonly styles = [
    ...PageElement.styles,
    css`
      :host {
        background: var(--discord-deep);
        padding: 8px 10px;
      }
      .row {
        display: flex;
        align-items: center;
        gap: 4px;
      }
      img {
        width: 32px;
        height: 32px;
        border-radius: 50%;
      }
      .who {
        flex: 1;
        min-width: 0;
        margin-left: 4px;
        line-height: 1.25;
        font-weight: 600;
        color: var(--discord-strong);
      }
      small {
        display: block;
        font-weight: 400;
        font-size: 12px;
        color: var(--discord-soft);
        white-space: nowrap;
        overflow: hidden;
        text-overflow: ellipsis;
      }
      button {
        display: grid;
        place-items: center;
        width: 27px;
        height: 30px;
        flex: none;
        border-radius: 6px;
        font-size: 17px;
        color: var(--discord-soft);
      }
      button:hover {
        background: var(--discord-hover);
        color: var(--discord-strong);
      }
      button[aria-pressed="false"] {
        position: relative;
        color: var(--bad);
      }
    `,
  ];

  protected override render() {
    const person = chosenPerson(this.state);
    const { discord } = this.state;
    if (person === undefined) return html``;
    const accepts = discord?.acceptsDirectMessages ?? true;
    const move = person.isInServer ? 'Leave server' : 'Join server';
    const roles = this.#rolesOf(person.id);
    return html`
      <div class="row">
        <img src=${avatarOf(person.name, person.id)} alt="" />
        <div class="who">${person.name}<small>${person.isInServer ? roles : 'outside'}</small></div>
        <button
          type="button"
          aria-label="Accept direct messages"
          title=${accepts ? 'Accepts direct messages: press to refuse them' : 'Refuses direct messages: press to accept them'}
          aria-pressed=${accepts}
          @click=${() => this.page.person.do({ act: 'acceptsDirectMessages', accepts: !accepts })}
        >
          ${icons.bubble}
        </button>
        ${
          person.part === 'owner'
            ? ''
            : html`<button
              type="button"
              aria-label=${move}
              title=${move}
              @click=${() => this.page.person.do({ act: person.isInServer ? 'leavesServer' : 'joinsServer' })}
            >
              ${person.isInServer ? icons.door : icons.plus}
            </button>`
        }
      </div>
    `;
  }

  #rolesOf(personId: string): string {
    const { discord } = this.state;
    const member = discord?.members.find(({ id }) => id === personId);
    const names = (member?.roleIds ?? []).flatMap(
      (id) => discord?.roles.find((role) => role.id === id)?.name ?? [],
    );
    return (
      [member?.isOwner === true ? 'Owner' : '', ...names].filter((name) => name !== '').join(', ') || 'member'
    );
  }
}
