import { css, html, nothing } from 'lit';
import { customElement, query } from 'lit/decorators.js';
import type { PlaceSight } from '../../control/protocol.js';
import { icons } from '../shell/icons.js';
import { PageElement } from '../shell/page-element.js';
import { unreadIn } from '../state/reading.js';
import { chosenGuild, chosenPlace } from '../state/selection.js';

/** The server's channels, the threads under theirs, and the direct messages with the bot. */
@customElement('channel-list')
export class ChannelList extends PageElement {
  static override readonly styles = [
    ...PageElement.styles,
    css`
      :host {
        display: flex;
        flex-direction: column;
        background: var(--discord-side);
      }
      .server {
        display: flex;
        align-items: center;
        height: 46px;
        flex: none;
        padding: 0 14px;
        border-bottom: 1px solid var(--discord-line);
        font-weight: 700;
        color: var(--discord-strong);
        min-width: 0;
      }
      .server select {
        width: 100%;
        border: 0;
        background: transparent;
        font-weight: 700;
        color: inherit;
      }
      .server option {
        background: var(--discord-side);
      }
      nav {
        flex: 1;
        padding: 10px 8px;
      }
      h3 {
        font-size: 11px;
        letter-spacing: 0.03em;
        text-transform: uppercase;
        color: var(--discord-soft);
        margin: 12px 8px 4px;
      }
      h3:first-child {
        margin-top: 0;
      }
      ul {
        list-style: none;
        margin: 0;
        padding: 0;
      }
      ul ul {
        padding-left: 18px;
      }
      button {
        display: flex;
        align-items: center;
        gap: 7px;
        width: 100%;
        min-height: 32px;
        padding: 2px 8px;
        margin: 1px 0;
        border-radius: 6px;
        color: var(--discord-soft);
        text-align: left;
        font-weight: 500;
        position: relative;
      }
      button svg {
        flex: none;
        font-size: 16px;
      }
      .name {
        flex: 1;
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      button:hover {
        background: var(--discord-hover);
        color: var(--discord-ink);
      }
      [aria-current] {
        background: var(--discord-chosen) !important;
        color: var(--discord-strong);
      }
      .unread {
        color: var(--discord-strong);
        font-weight: 700;
      }
      .unread::before {
        content: "";
        position: absolute;
        left: -8px;
        width: 4px;
        height: 8px;
        border-radius: 0 4px 4px 0;
        background: var(--discord-strong);
      }
      ul ul .unread::before {
        left: -26px;
      }
      .badge {
        background: #da373c;
        color: #fff;
        font-size: 11px;
        line-height: 16px;
        min-width: 16px;
        padding: 0 4px;
        text-align: center;
        border-radius: 8px;
      }
      .archived .name {
        font-style: italic;
        opacity: 0.8;
      }
    `,
  ];

  @query('select') private select: HTMLSelectElement | null;

  /** Only now are the options there among which to choose. */
  protected override updated(): void {
    if (this.select !== null) this.select.value = this.state.choice.guildId;
  }

  protected override render() {
    const places = this.state.discord?.places ?? [];
    const channels = places.filter(({ kind }) => kind === 'channel');
    const direct = places.filter(({ kind }) => kind === 'direct');
    const orphans = places.filter(
      ({ kind, parentId }) => kind === 'thread' && !channels.some(({ id }) => id === parentId),
    );
    return html`
      <div class="server">${this.#renderServer()}</div>
      <nav class="scrolls" aria-label="Channels">
        ${channels.length + orphans.length > 0 ? html`<h3>Text channels</h3>` : nothing}
        <ul>
          ${channels.map((channel) => this.#renderChannel(channel, places))}
          ${orphans.map((thread) => html`<li>${this.#renderPlace(thread)}</li>`)}
        </ul>
        ${
          direct.length > 0
            ? html`<h3>Direct messages</h3><ul>${direct.map((place) => html`<li>${this.#renderPlace(place)}</li>`)}</ul>`
            : nothing
        }
      </nav>
    `;
  }

  #renderServer() {
    const guilds = this.state.cast?.guilds ?? [];
    const guild = chosenGuild(this.state);
    if (guilds.length < 2) return guild?.name ?? '';
    return html`
      <select aria-label="Server" @change=${this.#chooseGuild}>
        ${guilds.map(({ id, name }) => html`<option value=${id} ?selected=${id === guild?.id}>${name}</option>`)}
      </select>
    `;
  }

  #renderChannel(channel: PlaceSight, places: readonly PlaceSight[]) {
    const threads = places.filter(({ kind, parentId }) => kind === 'thread' && parentId === channel.id);
    return html`
      <li>
        ${this.#renderPlace(channel)}
        ${threads.length > 0 ? html`<ul>${threads.map((thread) => html`<li>${this.#renderPlace(thread)}</li>`)}</ul>` : nothing}
      </li>
    `;
  }

  #renderPlace(place: PlaceSight) {
    const isOpen = chosenPlace(this.state)?.id === place.id;
    const { count, mentions } = unreadIn(place, this.state);
    const isUnread = count > 0 && !isOpen;
    const isArchived = place.thread?.isArchived === true;
    const marks = [
      isArchived ? 'archived' : '',
      place.thread?.isLocked === true ? 'locked' : '',
      isUnread ? `${mentions > 0 ? mentions : count} unread` : '',
    ].filter((mark) => mark !== '');
    return html`
      <button
        type="button"
        class="${isUnread ? 'unread' : ''} ${isArchived ? 'archived' : ''}"
        aria-current=${isOpen ? 'page' : nothing}
        aria-label=${[place.name, ...marks].join(', ')}
        @click=${() => this.page.go.toPlace(place.id)}
      >
        ${iconOf(place)}<span class="name">${place.name}</span>
        ${isUnread && mentions > 0 ? html`<span class="badge">${mentions}</span>` : nothing}
      </button>
    `;
  }

  #chooseGuild(event: Event): void {
    if (event.target instanceof HTMLSelectElement) this.page.go.toGuild(event.target.value);
  }
}

function iconOf(place: PlaceSight) {
  if (place.kind === 'direct') return icons.bubble;
  if (place.kind === 'channel') return icons.hash;
  if (place.thread?.isLocked === true) return icons.lock;
  return place.thread?.isArchived === true ? icons.archive : icons.thread;
}
