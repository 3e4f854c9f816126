import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { until } from './until.js';

/** One structured line of the bot's log. */
export interface LogLine {
  /** pino's label: `debug`, `info`, … */
  readonly level: string;
  readonly msg: string;
  readonly [field: string]: unknown;
}

/** Where the program is, and where it is started; both the project's folder if nothing else is said. */
export interface BotPlace {
  readonly home?: string;
  readonly startedIn?: string;
}

/**
 * A bot here lives for seconds, and most of them are its start. Optimizing Prisma's WebAssembly takes a third of one; collecting garbage while
 * the libraries are loaded, with threads that compete for the same cores, and reading source maps take a tenth each.
 * Its stack traces name lines of `dist`, as those of `npm start` do.
 */
const nodeOptions = [
  '--liftoff-only',
  '--single-threaded-gc',
  '--min-semi-space-size=32',
  '--max-semi-space-size=32',
];

/** Nobody else would end them: a bot whose services are gone tries to reach them for ever. */
const running = new Set<ChildProcess>();
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

/** The bot as it is run in earnest: the built program in a process of its own that knows nothing but its environment. */
export class BotProcess {
  /** All structured lines since the first start, oldest first. */
  readonly log: LogLine[] = [];
  /** What it printed besides. */
  readonly output: string[] = [];
  readonly #environment: Readonly<Record<string, string>>;
  readonly #place: Required<BotPlace>;
  readonly #listeners = new Set<(line: LogLine) => void>();
  #child: ChildProcess | undefined;
  #exit: Promise<number | null> | undefined;
  #linesBefore = 0;

  /** @param environment all that it is told, besides where programs are found */
  constructor(environment: Readonly<Record<string, string>>, place: BotPlace = {}) {
    this.#environment = environment;
    const home = place.home ?? new URL('../../', import.meta.url).pathname;
    this.#place = { home, startedIn: place.startedIn ?? home };
  }

  get isRunning(): boolean {
    return this.#child !== undefined && this.#child.exitCode === null && this.#child.signalCode === null;
  }

  get pid(): number | undefined {
    return this.#child?.pid;
  }

  /** The lines of the present (or last) run. */
  get linesOfRun(): readonly LogLine[] {
    return this.log.slice(this.#linesBefore);
  }

  /** Starts it; it is at work only after `ready`. */
  start(): void {
    if (this.isRunning) throw new Error('the bot runs already');
    this.#linesBefore = this.log.length;
    const { home, startedIn } = this.#place;
    const child = spawn(process.execPath, [...nodeOptions, join(home, 'dist/main.js')], {
      cwd: startedIn,
      env: { PATH: process.env.PATH ?? '', TZ: 'UTC', NODE_ENV: 'production', ...this.#environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#child = child;
    running.add(child);
    this.#exit = new Promise((resolve) => {
      child.once('close', (code) => {
        running.delete(child);
        resolve(code);
      });
    });
    for (const stream of [child.stdout, child.stderr]) {
      createInterface({ input: stream }).on('line', (line) => this.#read(line));
    }
  }

  /** Resolves when it serves its guilds. Throws with its last lines when it ends before that. */
  async ready(options: { withinMs?: number } = {}): Promise<void> {
    await until(
      'the bot to be ready',
      () => {
        if (!this.isRunning) throw new Error(`the bot ended before it was ready:\n${this.tail()}`);
        return this.linesOfRun.some(({ msg }) => msg === 'ready');
      },
      { withinMs: options.withinMs ?? 20_000 },
    ).catch((error: unknown) => {
      throw new Error(`${String(error)}\n${this.tail()}`);
    });
  }

  /** SIGKILL: it has no chance to tidy up. Resolves when it is gone. */
  async kill(): Promise<void> {
    if (this.isRunning) this.#child?.kill('SIGKILL');
    await this.#exit;
  }

  /** SIGTERM; resolves with the exit code, or null when it had to be killed after 15 seconds. */
  async stop(): Promise<number | null> {
    const timer = setTimeout(() => this.#child?.kill('SIGKILL'), 15_000);
    if (this.isRunning) this.#child?.kill('SIGTERM');
    const code = await this.#exit;
    clearTimeout(timer);
    return code ?? null;
  }

  /** Resolves with the exit code once it has ended by itself. */
  async ended(): Promise<number | null> {
    return (await this.#exit) ?? null;
  }

  /** Starts it again after `kill` or `stop`, and waits until it is ready. */
  async restart(): Promise<void> {
    await this.kill();
    this.start();
    await this.ready();
  }

  /** Waits for a line with these words and fields. */
  logged(msg: string, fields: Readonly<Record<string, unknown>> = {}): Promise<LogLine> {
    return until(`the log line "${msg}" ${JSON.stringify(fields)}`, () => this.findLine(msg, fields));
  }

  /** The first line with these words and fields, if there is one. */
  findLine(msg: string, fields: Readonly<Record<string, unknown>> = {}): LogLine | undefined {
    const wanted = Object.entries(fields);
    return this.log.find((line) => line.msg === msg && wanted.every(([key, value]) => line[key] === value));
  }

  /** Calls back for every structured line from now on; the returned function ends that. */
  onLine(listener: (line: LogLine) => void): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }

  /** The last lines, to be shown when something went wrong. */
  tail(count = 40): string {
    return [
      ...this.output.slice(-count),
      ...this.linesOfRun.slice(-count).map((line) => JSON.stringify(line)),
    ].join('\n');
  }

  #read(line: string): void {
    const parsed = parseLine(line);
    if (parsed === undefined) {
      this.output.push(line);
      return;
    }
    this.log.push(parsed);
    for (const listener of this.#listeners) listener(parsed);
  }
}

function parseLine(line: string): LogLine | undefined {
  if (!line.startsWith('{')) return undefined;
  try {
    const value: unknown = JSON.parse(line);
    return isLogLine(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isLogLine(value: unknown): value is LogLine {
  return typeof value === 'object' && value !== null && 'msg' in value && typeof value.msg === 'string';
}
