import type { FaultHandle } from '../faults.js';
import type { Stage } from '../stage/stage.js';
import type { Disturbance } from './schedule.js';

type Kill = Extract<Disturbance, { kind: 'kill' }>;

/** What strikes all conversations of a wave at once: the death of the process, and the loss of the gateway. */
export class Upheaval {
  readonly #armed = new Map<Kill, readonly FaultHandle[]>();
  #kills = 0;

  constructor(
    private readonly stage: Stage,
    private readonly disturbances: readonly Disturbance[],
  ) {}

  get kills(): number {
    return this.#kills;
  }

  /** What is due before the people do anything at this beat. */
  async before(beat: number): Promise<void> {
    for (const each of this.disturbances) {
      if (each.kind === 'gateway_lost') {
        if (each.beat === beat) this.stage.discord.gateway.dropConnections({ resumable: each.isResumable });
        continue;
      }
      if (each.beat === beat) this.#arm(each);
      if (each.beat + each.downFor === beat) await this.#revive(each);
    }
  }

  /** Nothing more goes wrong: the process runs, and serves. */
  async end(): Promise<void> {
    for (const kill of this.#armed.keys()) await this.#revive(kill);
    this.stage.faults.liftAll();
    while (!this.stage.bot.linesOfRun.some(({ msg }) => msg === 'ready') || !this.stage.bot.isRunning) {
      if (!this.stage.bot.isRunning) this.stage.bot.start();
      await this.stage.bot.ready();
    }
  }

  #arm(kill: Kill): void {
    let calls = 0;
    const untilLifted = { times: Number.POSITIVE_INFINITY };
    const strike = async () => {
      calls += 1;
      if (calls === kill.atCall) await this.#kill();
    };
    const handles = [this.stage.faults.onRequest('*', kill.when, strike, untilLifted)];
    // A service goes on with a call that has arrived, though its caller is dead: this one and those behind it are lost instead.
    if (kill.when === 'before')
      handles.push(this.stage.faults.drop({ where: () => calls >= kill.atCall }, untilLifted));
    this.#armed.set(kill, handles);
  }

  async #kill(): Promise<void> {
    if (!this.stage.bot.isRunning) return;
    this.#kills += 1;
    await this.stage.bot.kill();
  }

  async #revive(kill: Kill): Promise<void> {
    const handles = this.#armed.get(kill);
    if (handles === undefined) return;
    this.#armed.delete(kill);
    // Where the calls were too few for it, it dies between two of them.
    await this.#kill();
    await this.stage.bot.kill();
    for (const handle of handles) handle.lift();
    this.stage.bot.start();
    if (kill.isAwaited) await this.stage.bot.ready();
  }
}
