import { css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { PersonAct, PlaceSight } from '../../control/protocol.js';
import { icons } from '../shell/icons.js';
import { PageElement } from '../shell/page-element.js';

/** The name of the place, and what the person may do with it. */
@customElement('place-header')
export class PlaceHeader extends PageElement {
  static override readonly styles = [
    ...PageElement.styles,
    css`
      header {
        display: flex;
        align-items: center;
        gap: 8px;
        height: 46px;
        padding: 0 10px 0 16px;
        border-bottom: 1px solid var(--discord-line);
        min-width: 0;
      }
      header > svg,
      .sign {
        font-size: 19px;
        color: var(--discord-soft);
        flex: none;
        display: grid;
      }
      h3 {
        font-size: 15px;
        margin: 0;
        color: var(--discord-strong);
        white-space: nowrap;
        overflow: hidden;
        text-overflow: ellipsis;
      }
      .topic {
        color: var(--discord-soft);
        white-space: nowrap;
        overflow: hidden;
        text-overflow: ellipsis;
      }
      .state {
        font-size: 11px;
        font-weight: 700;
        border-radius: 10px;
        padding: 2px 8px;
        background: var(--warn-wash);
        color: var(--warn);
        white-space: nowrap;
      }
      .acts {
        margin-left: auto;
        display: flex;
        gap: 4px;
        flex: none;
      }
      button {
        display: inline-flex;
        align-items: center;
        gap: 5px;
        height: 28px;
        padding: 0 8px;
        border-radius: 6px;
        background: var(--discord-field);
        font-size: 12px;
        font-weight: 600;
        color: var(--discord-ink);
        white-space: nowrap;
      }
      button:hover {
        background: var(--discord-chosen);
      }
      .dangerous {
        color: var(--bad);
      }
    `,
  ];

  @property({ attribute: false }) place: PlaceSight;

  protected override render() {
    const { place } = this;
    const { thread } = place;
    return html`
      <header>
        <span class="sign">${thread === null ? (place.kind === 'direct' ? icons.bubble : icons.hash) : icons.thread}</span>
        <h3>${place.name}</h3>
        ${
          thread?.isArchived === true
            ? html`<span class="state">${thread.isLocked ? 'Archived and locked' : 'Archived'}</span>`
            : nothing
        }
        ${place.topic === null ? nothing : html`<span class="topic">${place.topic}</span>`}
        ${thread === null ? nothing : html`<div class="acts">${this.#renderActs(thread.isArchived)}</div>`}
      </header>
    `;
  }

  #renderActs(isArchived: boolean) {
    const { id: thread, may } = this.place;
    const button = (label: string, act: PersonAct, className = '') =>
      html`<button type="button" class=${className} @click=${() => this.page.person.do(act)}>${label}</button>`;
    return [
      may.manageThread && !isArchived ? button('Archive', { act: 'archives', thread }) : nothing,
      may.unarchive && isArchived ? button('Unarchive', { act: 'unarchives', thread }) : nothing,
      may.leave ? button('Leave thread', { act: 'leaves', thread }) : nothing,
      may.manageThread ? button('Delete thread', { act: 'deletesThread', thread }, 'dangerous') : nothing,
    ];
  }
}
