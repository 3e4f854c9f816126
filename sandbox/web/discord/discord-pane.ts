import { css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { keyed } from 'lit/directives/keyed.js';
import { PageElement } from '../shell/page-element.js';
import { chosenPlace } from '../state/selection.js';
import './act-as.js';
import './channel-list.js';
import './modal-dialog.js';
import './no-place.js';
import './person-panel.js';
import './place-view.js';

/** Discord, as whomever the visitor acts as sees it. */
@customElement('discord-pane')
export class DiscordPane extends PageElement {
  static override readonly styles = [
    ...PageElement.styles,
    css`
      :host {
        background: var(--discord);
        color: var(--discord-ink);
        container-type: inline-size;
      }
      section {
        height: 100%;
        display: grid;
        grid-template: auto minmax(0, 1fr) auto / 216px minmax(0, 1fr);
        grid-template-areas: "who who" "channels place" "me place";
      }
      act-as {
        grid-area: who;
      }
      channel-list {
        grid-area: channels;
        min-height: 0;
      }
      person-panel {
        grid-area: me;
      }
      place-view,
      no-place {
        grid-area: place;
        min-height: 0;
        min-width: 0;
      }
      @container (max-width: 640px) {
        section {
          grid-template-columns: 172px minmax(0, 1fr);
        }
      }
      @container (min-width: 1000px) {
        section {
          grid-template-columns: 250px minmax(0, 1fr);
        }
      }
    `,
  ];

  @property({ attribute: false }) isLight = false;

  protected override render() {
    const { page } = this;
    const { discord } = this.state;
    const place = chosenPlace(this.state);
    return html`
      <section aria-label="Discord" tabindex="-1" aria-busy=${discord === null}>
        <act-as .page=${page}></act-as>
        <channel-list .page=${page}></channel-list>
        <person-panel .page=${page}></person-panel>
        ${
          place === undefined
            ? html`<no-place .page=${page}></no-place>`
            : html`<place-view data-first-focus .page=${page} .place=${place} .isLight=${this.isLight}></place-view>`
        }
        ${
          discord?.modal
            ? keyed(
                discord.modal.id,
                html`<modal-dialog .page=${page} .modal=${discord.modal}></modal-dialog>`,
              )
            : nothing
        }
      </section>
    `;
  }
}
