import { css, html, nothing, type PropertyValues } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { MessageSight, PlaceSight } from '../../control/protocol.js';
import { PageElement } from '../shell/page-element.js';
import type { MessageComposer } from './message-composer.js';
import './message-composer.js';
import type { MessageWish } from './message-wish.js';
import './message-list.js';
import './place-header.js';

/** A channel, a thread or the direct messages: what was written there, and where one writes. */
@customElement('place-view')
export class PlaceView extends PageElement {
  static override readonly styles = [
    ...PageElement.styles,
    css`
      :host {
        display: grid;
        grid-template: auto minmax(0, 1fr) auto / minmax(0, 1fr);
        position: relative;
        background: var(--discord);
      }
      .typing {
        height: 20px;
        padding: 0 16px;
        font-size: 12px;
        color: var(--discord-soft);
      }
      .typing b {
        color: var(--discord-ink);
      }
      .drop {
        position: absolute;
        inset: 0;
        display: grid;
        place-content: center;
        background: rgb(88 101 242 / 0.85);
        color: #fff;
        font-size: 18px;
        font-weight: 700;
        z-index: 5;
        pointer-events: none;
      }
    `,
  ];

  @property({ attribute: false }) place: PlaceSight;
  @property({ attribute: false }) isLight = false;
  @state() private replyingTo: MessageSight | undefined;
  @state() private editing: string | undefined;
  @state() private isDroppedOn = false;
  @query('message-composer') private composer: MessageComposer | null;
  #placeId = '';

  /** To where one writes. */
  override focus(): void {
    this.composer?.focus();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    super.willUpdate(changed);
    const placeId = `${this.state.choice.personId}/${this.place.id}`;
    if (placeId === this.#placeId) return;
    this.#placeId = placeId;
    this.replyingTo = undefined;
    this.editing = undefined;
  }

  protected override render() {
    const { page, place } = this;
    return html`
      <place-header .page=${page} .place=${place}></place-header>
      <message-list
        .page=${page}
        .place=${place}
        .isLight=${this.isLight}
        .editing=${this.editing}
        @message-wish=${this.#takeWish}
        @dragover=${this.#allowDrop}
      ></message-list>
      <div @dragover=${this.#allowDrop}>
        <message-composer
          .page=${page}
          .place=${place}
          .replyingTo=${this.replyingTo}
          @message-wish=${this.#takeWish}
        ></message-composer>
        <div class="typing" role="status">${this.#renderTyping()}</div>
      </div>
      ${this.isDroppedOn ? html`<div class="drop">Drop to attach to #${place.name}</div>` : nothing}
    `;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.addEventListener('drop', (event) => this.#takeDrop(event));
    this.addEventListener('dragleave', (event) => {
      if (!(event.relatedTarget instanceof Node && this.contains(event.relatedTarget)))
        this.isDroppedOn = false;
    });
  }

  #renderTyping() {
    const { typing } = this.place;
    if (typing.length === 0) return nothing;
    const names = new Intl.ListFormat('en').format(typing);
    return html`<b>${names}</b> ${typing.length === 1 ? 'is' : 'are'} typing …`;
  }

  #takeWish(event: MessageWish): void {
    const { wish } = event;
    switch (wish.kind) {
      case 'reply':
        this.replyingTo = wish.message;
        this.composer?.focus();
        return;
      case 'edit':
        this.editing = wish.message.id;
        return;
      case 'edit-last':
        this.editing = this.place.messages.findLast(({ may }) => may.edit)?.id;
        return;
      case 'done':
        this.replyingTo = undefined;
        this.editing = undefined;
        this.composer?.focus();
    }
  }

  #allowDrop(event: DragEvent): void {
    if (!this.place.may.attach || event.dataTransfer?.types.includes('Files') !== true) return;
    event.preventDefault();
    this.isDroppedOn = true;
  }

  #takeDrop(event: DragEvent): void {
    this.isDroppedOn = false;
    if (event.dataTransfer === null || event.dataTransfer.files.length === 0) return;
    event.preventDefault();
    this.composer?.attach([...event.dataTransfer.files]);
  }
}
