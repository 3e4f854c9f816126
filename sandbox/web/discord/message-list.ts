import { css, html, nothing, type PropertyValues } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { keyed } from 'lit/directives/keyed.js';
import { repeat } from 'lit/directives/repeat.js';
import type { MessageSight, PlaceSight } from '../../control/protocol.js';
import { FollowedLog } from '../shell/followed-log.js';
import { icons } from '../shell/icons.js';
import { PageElement } from '../shell/page-element.js';
import './message-view.js';
import { readerOf } from './reader.js';

/** Messages of one person within this time stand under one name, as in Discord's apps. */
const ONE_BREATH_MS = 7 * 60_000;

/** What was written in a place, the newest below. */
@customElement('message-list')
export class MessageList extends PageElement {
  static override readonly styles = [
    ...PageElement.styles,
    css`
      .log {
        height: 100%;
        display: flex;
        flex-direction: column;
      }
      discord-messages {
        border: 0;
        padding-bottom: 8px;
        line-height: normal;
      }
      message-view {
        margin-top: 14px;
        padding: 0;
      }
      message-view[is-continued] {
        margin-top: 0;
      }
      .beginning {
        padding: 28px 16px 4px;
        margin-top: auto;
        color: var(--discord-soft);
      }
      .beginning .sign {
        width: 56px;
        height: 56px;
        border-radius: 50%;
        display: grid;
        place-items: center;
        background: var(--discord-chosen);
        color: var(--discord-strong);
        font-size: 30px;
      }
      .beginning h4 {
        margin: 8px 0 2px;
        font-size: 22px;
        color: var(--discord-strong);
      }
      .beginning p {
        margin: 0;
      }
    `,
  ];

  @property({ attribute: false }) place: PlaceSight;
  @property({ attribute: false }) isLight = false;
  @property({ attribute: false }) editing: string | undefined;
  readonly #log = new FollowedLog(this, 'message-view');
  #shown = '';

  protected override willUpdate(changed: PropertyValues<this>): void {
    super.willUpdate(changed);
    const shown = `${this.state.choice.personId}/${this.place.id}`;
    if (shown !== this.#shown) this.#log.toEnd();
    this.#shown = shown;
  }

  protected override render() {
    const { discord } = this.state;
    if (discord === null) return nothing;
    const { place } = this;
    const reader = readerOf(discord, this.page.go);
    const last = place.messages.at(-1);
    // Discord's components take the theme over only when they are made.
    return keyed(
      `${this.isLight}/${discord.viewer.id}/${place.id}`,
      html`
        <div class="log scrolls" role="log" aria-label="Messages" @scroll=${this.#log.noteScroll} @keydown=${this.#log.takeKey}>
          ${this.#renderBeginning()}
          <discord-messages no-background ?light-theme=${this.isLight}>
            ${repeat(
              place.messages,
              ({ id }) => id,
              (message, index) => html`
                <message-view
                  .page=${this.page}
                  .message=${message}
                  .place=${place}
                  .reader=${reader}
                  .isLight=${this.isLight}
                  ?is-continued=${isContinued(place.messages[index - 1], message)}
                  .isEditing=${this.editing === message.id}
                  .isEntry=${message === last}
                ></message-view>
              `,
            )}
          </discord-messages>
        </div>
      `,
    );
  }

  #renderBeginning() {
    const { place } = this;
    if (place.kind === 'thread') {
      return html`<div class="beginning"><div class="sign">${icons.thread}</div><h4>${place.name}</h4>
        <p>${place.thread?.isPrivate === true ? 'A private thread: only its members and the staff see it.' : 'A thread.'}</p></div>`;
    }
    if (place.kind === 'direct') {
      return html`<div class="beginning"><h4>${place.name}</h4><p>What the bot tells you in private.</p></div>`;
    }
    return html`<div class="beginning"><div class="sign">${icons.hash}</div><h4>Welcome to #${place.name}</h4>
      <p>This is the beginning of the channel.</p></div>`;
  }
}

/** Whether it goes on under the name of the message above. */
function isContinued(above: MessageSight | undefined, message: MessageSight): boolean {
  return (
    above !== undefined &&
    above.author.id === message.author.id &&
    above.system === null &&
    message.system === null &&
    message.replyTo === null &&
    message.usedCommand === null &&
    above.isEphemeral === message.isEphemeral &&
    message.at - above.at < ONE_BREATH_MS
  );
}
