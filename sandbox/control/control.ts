import type { AddressInfo } from 'node:net';
import { type ServerType, serve } from '@hono/node-server';
import { Hono } from 'hono';
import type { Stage } from '../stage/stage.js';
import { addActRoutes } from './act-routes.js';
import { explain } from './explain.js';
import { ChangeFeed } from './feed/change-feed.js';
import { watchStage } from './feed/watch-stage.js';
import { addFileRoutes } from './file-routes.js';
import { BotWatch } from './machine/bot-watch.js';
import { LastingFaults } from './machine/lasting-faults.js';
import { SessionTable } from './machine/session-table.js';
import { refusalOf } from './origin-guard.js';
import { PAGE_HEADERS, PageFiles } from './page-files.js';
import { addPageRoutes, type PageParts } from './page-routes.js';
import { PersonalStates } from './personal-states.js';
import { addReadingRoutes, showOverview } from './reading-routes.js';
import { Tour } from './tour/tour.js';

export interface ControlOptions {
  /** Where the built page lies; without it only the acts are served. */
  readonly pageDirectory?: string;
  /** Takes a line for each fault of the sandbox itself; standard error, unless told otherwise. */
  readonly report?: (line: string) => void;
}

/**
 * The page in which the sandbox is tried, and the same acts as the driver of people over HTTP. Listens on 127.0.0.1 only, and answers only requests
 * that were sent to that address by name and that no foreign web page makes.
 */
export class Control {
  readonly #app = new Hono();
  readonly #parts: PageParts;
  readonly #table: SessionTable;
  readonly #botWatch: BotWatch;
  readonly #stopWatching: () => void;
  #server: ServerType | undefined;

  constructor(stage: Stage, options: ControlOptions = {}) {
    const feed = new ChangeFeed();
    this.#table = new SessionTable(stage.environment.DATABASE_URL ?? '');
    this.#botWatch = new BotWatch(stage.bot, this.#table, feed);
    const lasting = new LastingFaults(feed);
    this.#parts = {
      feed,
      states: new PersonalStates(),
      tour: new Tour(stage, feed),
      machine: { table: this.#table, bot: this.#botWatch, lasting },
    };
    this.#stopWatching = watchStage(stage, feed);
    this.#guard(options.report ?? ((line) => process.stderr.write(`${line}\n`)));
    addReadingRoutes(this.#app, stage);
    addActRoutes(this.#app, stage, this.#parts);
    addPageRoutes(this.#app, stage, this.#parts);
    addFileRoutes(this.#app, stage);
    this.#addPage(stage, options.pageDirectory);
  }

  /** Starts to listen, on any free port unless one is given; returns the address. */
  async start(port = 0): Promise<string> {
    const address = await new Promise<AddressInfo>((resolve, reject) => {
      const server = serve({ fetch: this.#app.fetch, hostname: '127.0.0.1', port }, resolve);
      server.once('error', reject);
      this.#server = server;
    });
    return `http://127.0.0.1:${address.port}`;
  }

  async stop(): Promise<void> {
    this.#parts.tour.stop();
    this.#parts.machine.lasting.liftAll();
    this.#stopWatching();
    this.#botWatch.stop();
    await new Promise<void>((resolve) => {
      const server = this.#server;
      if (server === undefined) {
        resolve();
        return;
      }
      server.close(() => resolve());
      // Event streams would hold it open for ever.
      if ('closeAllConnections' in server) server.closeAllConnections();
    });
    await this.#table.close();
  }

  #guard(report: (line: string) => void): void {
    this.#app.use(async (context, next) => {
      const refusal = refusalOf(context);
      if (refusal !== null) return context.json({ error: refusal }, 403);
      await next();
      for (const [name, value] of Object.entries(PAGE_HEADERS)) {
        if (!context.res.headers.has(name)) context.res.headers.set(name, value);
      }
      return undefined;
    });
    this.#app.onError((error, context) => {
      const { status, body } = explain(error, (reference, { stack, message }) => {
        const { method, path } = context.req;
        report(`fault ${reference} in ${method} ${path}: ${stack ?? message}`);
      });
      // A browser writes every other status into its console, as if the page were broken.
      const isTold = context.req.header('x-refusals') === 'told' && status !== 500;
      return context.json(body, isTold ? 200 : status);
    });
  }

  /** Browsers get the page, programs the overview. */
  #addPage(stage: Stage, directory: string | undefined): void {
    const page = directory === undefined ? null : new PageFiles(directory);
    this.#app.get('/', async (context) => {
      const wantsPage = context.req.header('accept')?.includes('text/html') === true;
      return page && wantsPage ? page.answerPage(context) : context.json(showOverview(stage));
    });
    if (page) {
      this.#app.get('*', async (context) => (await page.answerFile(context)) ?? context.notFound());
    }
  }
}
