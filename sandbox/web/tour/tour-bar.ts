import { css, html, nothing } from 'lit';
import { customElement } from 'lit/decorators.js';
import { keyed } from 'lit/directives/keyed.js';
import type { StoryOutline, TourSight } from '../../control/protocol.js';
import { icons } from '../shell/icons.js';
import { PageElement } from '../shell/page-element.js';
import { chosenGuild, isTouring, toldStory } from '../state/selection.js';

type Told = Exclude<TourSight, { state: 'idle' }>;

/** The guided tour: four stories to choose from, and the sentence of the step while one is told. */
@customElement('tour-bar')
export class TourBar extends PageElement {
  static override readonly styles = [
    ...PageElement.styles,
    css`
      section {
        display: flex;
        align-items: center;
        gap: 8px;
        margin: 4px 12px 0;
        padding: 6px 8px 6px 14px;
        min-height: 48px;
        border-radius: 12px;
        background: var(--page-raised);
        border: 1px solid var(--line);
        position: relative;
        overflow: hidden;
      }
      section.told {
        border-color: var(--accent-fill);
      }
      .label {
        font-weight: 700;
        white-space: nowrap;
        margin-right: 4px;
      }
      button {
        display: inline-flex;
        align-items: center;
        gap: 6px;
        height: 34px;
        padding: 0 12px;
        border-radius: 9px;
        border: 1px solid var(--line);
        background: var(--page-sunken);
        font-weight: 600;
        white-space: nowrap;
      }
      button:hover:not(:disabled) {
        border-color: var(--accent);
        color: var(--accent);
      }
      .hint {
        min-width: 0;
        margin-left: 4px;
        color: var(--ink-soft);
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      .story svg {
        color: var(--accent);
      }
      .sentence {
        flex: 1;
        min-width: 0;
        font-size: 15px;
        line-height: 1.35;
      }
      .sentence b {
        color: var(--accent);
        margin-right: 6px;
        white-space: nowrap;
        font-variant-numeric: tabular-nums;
      }
      .bad {
        color: var(--bad);
      }
      .time {
        position: absolute;
        left: 0;
        bottom: 0;
        height: 3px;
        width: 100%;
        background: var(--accent-fill);
        transform-origin: left;
        animation: pass linear forwards;
      }
      @keyframes pass {
        from {
          transform: scaleX(0);
        }
      }
      @media (max-width: 1100px) {
        button {
          padding: 0 9px;
        }
      }
    `,
  ];

  protected override render() {
    const { tour } = this.state;
    const isTold = isTouring(this.state);
    return html`
      <section class=${isTold ? 'told' : ''} aria-label="Guided tour">
        ${tour.state === 'idle' ? this.#renderChoice() : this.#renderTold(tour, toldStory(this.state))}
      </section>
    `;
  }

  #renderChoice() {
    return html`
      <span class="label">Guided tour</span>
      <span role="status" aria-live="polite" class="for-readers"></span>
      ${this.#renderStories()}
      <span class="hint">Watch a story play by itself in the panes below, a sentence a step.</span>
    `;
  }

  #renderStories() {
    return this.state.cast?.stories.map(
      ({ id, name, title }) => html`
        <button type="button" class="story" title=${title} @click=${() => this.page.stage.order({ order: 'play', story: id })}>
          ${icons.play} ${name}
        </button>
      `,
    );
  }

  #renderTold(tour: Told, story: StoryOutline | undefined) {
    const count = story?.steps.length ?? 0;
    const isTold = isTouring(this.state);
    const where = isTold && tour.state !== 'preparing' ? html`<b>${tour.step + 1} / ${count}</b>` : nothing;
    return html`
      <span class="label">${story?.name}</span>
      <span class="sentence" role="status" aria-live="polite">${where}${this.#sentence(tour, story)}</span>
      ${isTold ? this.#renderControls(tour) : html`${this.#renderWayBack()}${this.#renderStories()}`}
      ${
        tour.state === 'reading'
          ? keyed(tour.step, html`<span class="time" style="animation-duration: ${tour.readingMs}ms"></span>`)
          : nothing
      }
    `;
  }

  #sentence(tour: Told, story: StoryOutline | undefined) {
    switch (tour.state) {
      case 'preparing':
        return 'A fresh server is being made for this story …';
      case 'ended':
        return 'The end. Look around, or choose another story.';
      case 'stopped':
        return 'Stopped. Look around, or choose another story.';
      case 'failed':
        return html`<span class="bad">The story went wrong: ${tour.why}</span>`;
      default:
        return story?.steps[tour.step]?.sentence;
    }
  }

  #renderControls(tour: Told) {
    const isPaused = tour.state === 'paused';
    return html`
      <button type="button" @click=${() => this.page.stage.order({ order: isPaused ? 'resume' : 'pause' })}>
        ${isPaused ? html`${icons.play} Resume` : html`${icons.pause} Pause`}
      </button>
      <button type="button" @click=${() => this.page.stage.order({ order: 'step' })}>${icons.next} Next step</button>
      <button type="button" @click=${() => this.page.stage.order({ order: 'stop' })}>${icons.stop} Stop</button>
    `;
  }

  /** Out of the story's server, into that in which one plays. */
  #renderWayBack() {
    const home = this.state.cast?.guilds.find(({ isTour }) => !isTour);
    if (home === undefined || chosenGuild(this.state)?.isTour !== true) return nothing;
    return html`<button type="button" @click=${() => this.page.go.toGuild(home.id)}>${icons.door} Back to ${home.name}</button>`;
  }
}
