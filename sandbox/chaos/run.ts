import type { Scene } from '../stage/scene.js';
import { Stage } from '../stage/stage.js';
import { NeverHappened, until } from '../stage/until.js';
import { beginsToTalk, type Conversation } from '../story/conversation.js';
import { planWave, type Wave } from './schedule.js';
import { Talk } from './talk.js';
import { Upheaval } from './upheaval.js';

/** A schedule after which the two chats did not agree. */
export interface Failure {
  /** The seed of its wave. */
  readonly seed: number;
  readonly schedule: number;
  readonly faults: readonly string[];
  /** What the bot logged as unusual meanwhile. */
  readonly log: readonly string[];
}

export interface Outcome {
  readonly schedules: number;
  readonly failures: readonly Failure[];
  readonly kills: number;
  /** Messages that could not be delivered and whose senders were told. */
  readonly told: number;
  /** What the services were asked for and lack, and departures from Discord's description. */
  readonly faultsOfServices: readonly string[];
}

export interface ChaosOptions {
  readonly schedules: number;
  /** The first wave's; each further wave has the next number. */
  readonly seed: number;
  /** How many conversations share one bot, so that each kill hits all of them. */
  readonly guilds: number;
  readonly onWave?: (played: number, failures: readonly Failure[]) => void;
}

/** A stage keeps everything that was said on it: after so many waves a new one is set. */
const wavesAStage = 20;

const pressedAtOnce = 10;

/** Lines of the bot's log that may tell what went wrong. */
const unusual: ReadonlySet<string> = new Set(['warn', 'error', 'fatal']);

/** A wave in which nothing has come nearer to agreement for so long never will; on a busy machine all of it takes long. */
const patienceMs = 30_000;

/** Plays so many schedules, as many at once as there are guilds. */
export async function runChaos(options: ChaosOptions): Promise<Outcome> {
  const waves = Math.ceil(options.schedules / options.guilds);
  const outcome = { failures: [] as Failure[], kills: 0, told: 0, faultsOfServices: [] as string[] };
  for (let first = 0; first < waves; first += wavesAStage) {
    const theatre = await Theatre.open(Math.min(options.guilds, options.schedules));
    try {
      for (let wave = first; wave < Math.min(waves, first + wavesAStage); wave++) {
        const count = Math.min(options.guilds, options.schedules - wave * options.guilds);
        const failures = await theatre.play(planWave(options.seed + wave, count));
        outcome.failures.push(...failures);
        options.onWave?.(wave * options.guilds + count, failures);
      }
      outcome.failures.push(...theatre.lookBack());
      outcome.kills += theatre.kills;
      outcome.told += theatre.told;
      outcome.faultsOfServices.push(...theatre.stage.faultsOfServices());
    } finally {
      await theatre.stage.close();
    }
  }
  return { schedules: options.schedules, ...outcome };
}

/** One stage on which every guild has a conversation that goes on from wave to wave. */
class Theatre {
  kills = 0;
  readonly #played: { readonly seed: number; readonly schedule: number; readonly talk: Talk }[] = [];

  private constructor(
    readonly stage: Stage,
    private readonly places: readonly Conversation[],
  ) {}

  static async open(guilds: number): Promise<Theatre> {
    const stage = await Stage.set();
    for (let number = 1; number <= guilds; number++)
      await stage.addScene({ name: `Bay ${number}`, accounts: 1, members: ['Mia'] });
    await stage.startBot();
    const places: Conversation[] = [];
    // Discord waits three seconds for an answer to a button: on a busy machine not all can be pressed at once.
    for (let first = 0; first < guilds; first += pressedAtOnce) {
      const scenes = stage.scenes.slice(first, first + pressedAtOnce);
      const begin = async (scene: Scene) => {
        await scene.postPanel();
        return beginsToTalk(scene, scene.member('Mia'));
      };
      places.push(...(await Promise.all(scenes.map(begin))));
    }
    return new Theatre(stage, places);
  }

  get told(): number {
    return this.#played.reduce((sum, { talk }) => sum + talk.toldCount, 0);
  }

  async play(wave: Wave): Promise<readonly Failure[]> {
    const { stage } = this;
    const logged = stage.bot.log.length;
    const talks = wave.schedules.map((_, index) => this.#talk(index, `w${wave.seed}`));
    const upheaval = new Upheaval(stage, wave.disturbances);
    for (const [beat, pace] of wave.paces.entries()) {
      await upheaval.before(beat);
      for (const [index, schedule] of wave.schedules.entries())
        for (const step of schedule[beat] ?? []) talks[index]?.play(step);
      await this.#awaitCalls(pace * talks.length);
    }
    await upheaval.end();
    this.kills += upheaval.kills;
    for (const [schedule, talk] of talks.entries()) this.#played.push({ seed: wave.seed, schedule, talk });
    const open = await this.#comeToRest(talks);
    return open.map(([schedule, talk]) => ({
      seed: wave.seed,
      schedule,
      faults: talk.faults(),
      log: this.#warningsSince(logged, schedule),
    }));
  }

  /** The talks that do not come to agree. */
  async #comeToRest(talks: readonly Talk[]): Promise<readonly (readonly [number, Talk])[]> {
    let open = [...talks.entries()].map(([index, talk]) => ({ index, talk, faults: talk.faults() }));
    const look = () => {
      const before = open.flatMap(({ faults }) => faults).join();
      open = open
        .map(({ index, talk }) => ({ index, talk, faults: talk.faults() }))
        .filter(({ faults }) => faults.length > 0);
      return open.length === 0 || open.flatMap(({ faults }) => faults).join() !== before;
    };
    try {
      while (open.length > 0)
        await until('something to come nearer to agreement', look, { withinMs: patienceMs, everyMs: 50 });
    } catch (error) {
      ignoreLateness(error);
    }
    return open.map(({ index, talk }) => [index, talk] as const);
  }

  /** What has gone wrong since it was looked at: something that came twice after all. */
  lookBack(): readonly Failure[] {
    return this.#played
      .map(({ seed, schedule, talk }) => ({
        seed,
        schedule,
        faults: talk.faults(),
        log: ['seen at the end'],
      }))
      .filter(({ faults }) => faults.length > 0);
  }

  #talk(index: number, mark: string): Talk {
    const [scene, place] = [this.stage.scenes[index], this.places[index]];
    if (scene === undefined || place === undefined) throw new Error(`no guild ${index}`);
    return new Talk(scene, scene.member('Mia'), place, mark);
  }

  /** Lets the bot get on a little, if it does: that so many calls come is no promise. */
  async #awaitCalls(count: number): Promise<void> {
    const goal = this.#calls() + count;
    const isThere = () => this.#calls() >= goal || !this.stage.bot.isRunning;
    await until('some calls', isThere, { withinMs: 300 }).catch(ignoreLateness);
  }

  #calls(): number {
    return this.stage.discord.requests.all.length + this.stage.telegram.calls.length;
  }

  #warningsSince(position: number, index: number): readonly string[] {
    const account = this.places[index]?.account.id ?? '';
    const lines = this.stage.bot.log.slice(position).filter(({ level }) => unusual.has(level));
    const own = lines.filter(({ sessionId, accountId }) => sessionId !== undefined || accountId === account);
    return own.slice(-10).map((line) => JSON.stringify(line));
  }
}

function ignoreLateness(error: unknown): void {
  if (!(error instanceof NeverHappened)) throw error;
}
