import type { Scene } from '../../stage/scene.js';
import type { Stage } from '../../stage/stage.js';
import { stories } from '../../story/stories.js';
import { type Story, tellStory } from '../../story/story.js';
import type { Telling } from '../../story/telling.js';
import type { ChangeFeed } from '../feed/change-feed.js';
import { NotThere } from '../not-there.js';
import type { StepPlace, TourOrder, TourSight } from '../protocol.js';
import { Pacing, TourStopped } from './pacing.js';
import { placeOf } from './step-place.js';

/** The names of the guilds in which the stories are told. */
const GUILD_NAMES: Readonly<Record<string, string>> = {
  archived: 'Lighthouse',
  deleted: 'Shipyard',
  alive: 'Boathouse',
  cleared: 'Seawall',
};

type Told = Exclude<TourSight, { state: 'idle' }>;

/** Tells the stories of `--story` at the speed at which people read, each in a guild of its own, one at a time. */
export class Tour {
  readonly #stage: Stage;
  readonly #feed: ChangeFeed;
  readonly #guildIds = new Set<string>();
  #sight: TourSight = { state: 'idle' };
  #pacing: Pacing | null = null;

  constructor(stage: Stage, feed: ChangeFeed) {
    this.#stage = stage;
    this.#feed = feed;
  }

  get sight(): TourSight {
    return this.#sight;
  }

  /** Whether the guild was made for a story. */
  isTourGuild(guildId: string): boolean {
    return this.#guildIds.has(guildId);
  }

  /** @throws NotThere for a story that is none */
  obey(order: TourOrder): TourSight {
    switch (order.order) {
      case 'play': {
        const story = stories.find(({ id }) => id === order.story);
        if (!story) throw new NotThere(`There is no story ${order.story}.`);
        this.stop();
        const pacing = new Pacing({
          isPaused: order.paused ?? false,
          speed: order.speed ?? 1,
          onPause: (isPaused) => this.#update(pacing, { state: isPaused ? 'paused' : 'reading' }),
        });
        this.#pacing = pacing;
        this.#begin(story);
        void this.#tell(story, pacing);
        break;
      }
      case 'pause':
        this.#pacing?.pause();
        break;
      case 'resume':
        this.#pacing?.resume();
        break;
      case 'step':
        this.#pacing?.step();
        break;
      case 'stop':
        this.stop();
    }
    return this.#sight;
  }

  /** Ends the story that is being told, if there is one. */
  stop(): void {
    const pacing = this.#pacing;
    if (pacing === null) return;
    this.#update(pacing, { state: 'stopped' });
    this.#pacing = null;
    pacing.stop();
  }

  async #tell(story: Story, pacing: Pacing): Promise<void> {
    try {
      const scene = await this.#prepare(story);
      this.#update(pacing, { guildId: scene.guildId });
      await tellStory(story, scene, async (index, telling) => {
        await this.#waitFor(story, index, telling, pacing);
      });
      this.#update(pacing, { state: 'ended' });
    } catch (error) {
      if (error instanceof TourStopped) return;
      const why = error instanceof Error ? error.message : String(error);
      this.#update(pacing, { state: 'failed', why });
    } finally {
      if (this.#pacing === pacing) this.#pacing = null;
    }
  }

  /** A guild like any other, with its panel; the bot is started if it is not running. */
  async #prepare(story: Story): Promise<Scene> {
    if (!this.#stage.bot.isRunning) await this.#stage.startBot();
    const told = [...this.#guildIds].length;
    const name = GUILD_NAMES[story.id] ?? story.name;
    const isTaken = this.#stage.scenes.some(({ plan }) => plan.name === name);
    const scene = await this.#stage.addScene({
      name: isTaken ? `${name} ${told + 1}` : name,
      agentSavesAccounts: false,
    });
    this.#guildIds.add(scene.guildId);
    await scene.postPanel();
    this.#feed.note('cast');
    return scene;
  }

  async #waitFor(story: Story, index: number, telling: Telling, pacing: Pacing): Promise<void> {
    const step = story.steps[index];
    if (step === undefined) return;
    const readingMs = pacing.readingMs(step.sentence);
    const place: StepPlace = placeOf(step.look.at, telling);
    const state = pacing.isPaused ? 'paused' : 'reading';
    this.#update(pacing, { state, step: index, readingMs, place });
    await pacing.wait(readingMs);
    this.#update(pacing, { state: 'playing' });
  }

  #begin(story: Story): void {
    this.#sight = {
      state: 'preparing',
      storyId: story.id,
      guildId: null,
      step: 0,
      readingMs: 0,
      place: { placeId: null, accountId: null },
      why: null,
    };
    this.#feed.noteTour();
  }

  /** Changes what is shown, unless another story has begun meanwhile. */
  #update(pacing: Pacing, change: Partial<Told>): void {
    if (this.#pacing !== pacing || this.#sight.state === 'idle') return;
    this.#sight = { ...this.#sight, ...change };
    this.#feed.noteTour();
  }
}
