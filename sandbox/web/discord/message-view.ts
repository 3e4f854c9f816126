import { html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { MessageSight, PlaceSight } from '../../control/protocol.js';
import { avatarOf, botAvatar } from '../people/avatar.js';
import { icons } from '../shell/icons.js';
import { PageElement } from '../shell/page-element.js';
import { cssColor } from './colors.js';
import { renderComponents } from './component-rows.js';
import { renderEmbed } from './embed.js';
import { enclosureStyles } from './enclosure-styles.js';
import { renderEnclosures } from './enclosures.js';
import './indented-message.js';
import { plainWords } from './markdown/plain-words.js';
import { type Reader, renderMarkdown } from './markdown/render.js';
import './message-actions.js';
import './message-editor.js';
import './message-reactions.js';
import { messageStyles } from './message-styles.js';
import { renderSystemMessage } from './system-message.js';
import './used-command.js';
import { sayTime, sayWhen } from './when.js';

/** One message, with all that hangs on it. */
@customElement('message-view')
export class MessageView extends PageElement {
  static override readonly styles = [...PageElement.styles, messageStyles, enclosureStyles];

  @property({ attribute: false }) message: MessageSight;
  @property({ attribute: false }) place: PlaceSight;
  @property({ attribute: false }) reader: Reader;
  @property({ attribute: false }) isLight = false;
  /** It stands under the name of the message above. */
  @property({ type: Boolean, attribute: 'is-continued', reflect: true }) isContinued = false;
  @property({ attribute: false }) isEditing = false;
  /** Where the Tab key enters the list. */
  @property({ attribute: false }) isEntry = false;

  override focus(): void {
    const article = this.renderRoot.querySelector('[role="article"]');
    if (article instanceof HTMLElement) article.focus();
  }

  protected override render() {
    const { message } = this;
    if (message.system !== null) return renderSystemMessage(message, this.reader, this.#now);
    const { author } = message;
    return html`
      <indented-message
        role="article"
        tabindex=${this.isEntry ? 0 : -1}
        aria-label="${author.name}, ${sayWhen(message.at, this.#now)}"
        class=${message.isEphemeral ? 'ephemeral' : ''}
        .author=${author.name}
        .avatar=${pictureOf(author)}
        .bot=${author.isBot}
        .roleColor=${cssColor(author.color)}
        .timestamp=${this.isContinued ? sayTime(message.at) : sayWhen(message.at, this.#now)}
        .edited=${message.editedAt !== null && !this.isEditing}
        .highlight=${message.mentionsViewer}
        .messageBodyOnly=${this.isContinued}
        .lightTheme=${this.isLight}
      >
        ${this.#renderOrigin()}
        ${
          this.isEditing
            ? html`<message-editor .page=${this.page} .message=${message}></message-editor>`
            : html`<span class="text">${this.#renderText()}</span>`
        }
        ${message.embeds.map((embed) => renderEmbed(embed, this.reader))}
        <div slot="attachments">${renderEnclosures(message, this.reader, this.#now)}</div>
        <div slot="components">
          ${renderComponents(message, this.page, this.state.discord)}
          ${message.isEphemeral ? this.#renderEphemeral() : nothing}
        </div>
        <message-reactions slot="reactions" .page=${this.page} .message=${message} .mayReact=${this.place.may.react}></message-reactions>
      </indented-message>
      ${
        this.isEditing || message.isThinking
          ? nothing
          : html`<message-actions .page=${this.page} .message=${message} .place=${this.place}></message-actions>`
      }
    `;
  }

  get #now(): number {
    return this.state.discord?.now ?? Date.now();
  }

  #renderText() {
    const { message } = this;
    if (message.isThinking)
      return html`<span class="thinking"><i></i><i></i><i></i> ${message.author.name} is thinking …</span>`;
    return renderMarkdown(message.content, this.reader);
  }

  /** What led to it: the message it answers, or the command that was used. */
  #renderOrigin() {
    const { replyTo, usedCommand } = this.message;
    if (usedCommand !== null) {
      return html`<used-command
        slot="reply"
        .lightTheme=${this.isLight}
        .author=${usedCommand.user.name}
        .avatar=${pictureOf(usedCommand.user)}
        .command=${usedCommand.command.replace(/^\//, '')}
      ></used-command>`;
    }
    if (replyTo === null) return nothing;
    if (replyTo.content === null || replyTo.author === null)
      return html`<discord-reply slot="reply" deleted></discord-reply>`;
    return html`<discord-reply
      slot="reply"
      .lightTheme=${this.isLight}
      .author=${replyTo.author.name}
      .avatar=${pictureOf(replyTo.author)}
      .bot=${replyTo.author.isBot}
      role-color=${cssColor(replyTo.author.color) ?? 'var(--discord-strong)'}
      >${plainWords(replyTo.content, this.reader.names) || 'Click to see attachment'}</discord-reply
    >`;
  }

  #renderEphemeral() {
    const { id: message, placeId: channel } = this.message;
    return html`
      <div class="only-you">
        ${icons.eye} Only you can see this •
        <button type="button" @click=${() => this.page.person.do({ act: 'dismisses', channel, message })}>Dismiss message</button>
      </div>
    `;
  }
}

function pictureOf(author: MessageSight['author']): string {
  return author.isBot ? botAvatar : avatarOf(author.name, author.id);
}

declare global {
  interface HTMLElementTagNameMap {
    'message-view': MessageView;
  }
}
