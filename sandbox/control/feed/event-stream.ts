import type { Context } from 'hono';
import { type SSEStreamingApi, streamSSE } from 'hono/streaming';
import type { ExchangeDetail, ExchangeSight, ServerEvent, TourSight } from '../protocol.js';
import type { ChangeFeed } from './change-feed.js';

/** For how long changes are gathered before they are told. */
const GATHER_MS = 40;
/** How often a silent stream shows that it lives. */
const BREATH_MS = 15_000;

/** Answers with the event stream; it goes on where `Last-Event-ID` (or `?after=`) says. */
export function answerEvents(context: Context, feed: ChangeFeed, tour: () => TourSight): Response {
  const from = context.req.header('last-event-id') ?? context.req.query('after');
  // Proxies and browsers are told not to hold anything back.
  context.header('cache-control', 'no-store');
  return streamSSE(context, async (stream) => {
    const known = revisionOf(feed, from);
    const teller = new Teller(stream, feed, tour, known ?? feed.revision);
    await teller.tell({ type: 'hello' });
    if (from !== undefined && known === null) await teller.tell({ type: 'restarted' });
    await teller.run();
  });
}

/** As `Last-Event-ID` writes it. */
export function eventIdOf(feed: ChangeFeed): string {
  return `${feed.run}.${feed.revision}`;
}

/** Null: it is of another run, or of none, or of too long ago. */
function revisionOf(feed: ChangeFeed, id: string | undefined): number | null {
  const [run, revision = ''] = id?.split('.') ?? [];
  if (run !== feed.run || !/^\d+$/.test(revision)) return null;
  return feed.remembers(Number(revision)) ? Number(revision) : null;
}

/** One connection of the event stream. */
class Teller {
  readonly #stream: SSEStreamingApi;
  readonly #feed: ChangeFeed;
  readonly #tour: () => TourSight;
  #told: number;

  constructor(stream: SSEStreamingApi, feed: ChangeFeed, tour: () => TourSight, told: number) {
    this.#stream = stream;
    this.#feed = feed;
    this.#tour = tour;
    this.#told = told;
  }

  /** Tells what changes until the connection ends. */
  async run(): Promise<void> {
    let wake = (): void => {};
    const unsubscribe = this.#feed.subscribe(() => wake());
    this.#stream.onAbort(() => {
      unsubscribe();
      wake();
    });
    while (!this.#stream.aborted && !this.#stream.closed) {
      await this.#tellChanges();
      if (this.#stream.aborted) break;
      const woken = new Promise<void>((resolve) => {
        wake = resolve;
      });
      if (this.#feed.revision > this.#told) wake();
      const breath = setTimeout(() => void this.#stream.write(':\n\n'), BREATH_MS);
      await woken;
      clearTimeout(breath);
      await this.#stream.sleep(GATHER_MS);
    }
    unsubscribe();
  }

  /** @param id only with the last message of what was gathered: whoever is cut off in between is told all of it again */
  async tell({ type, ...data }: ServerEvent, id?: string): Promise<void> {
    await this.#stream.writeSSE({
      event: type,
      data: JSON.stringify(data),
      ...(id !== undefined && { id }),
    });
  }

  async #tellChanges(): Promise<void> {
    const { topics, exchanges, log, isTourChanged, revision } = this.#feed.since(this.#told);
    if (revision === this.#told) return;
    const events: ServerEvent[] = [];
    if (exchanges.length > 0) events.push({ type: 'exchanges', exchanges: exchanges.map(withoutBodies) });
    if (log.length > 0) events.push({ type: 'log', log });
    if (isTourChanged) events.push({ type: 'tour', tour: this.#tour() });
    if (topics.length > 0) events.push({ type: 'changed', topics });
    for (const [index, event] of events.entries()) {
      await this.tell(event, index === events.length - 1 ? `${this.#feed.run}.${revision}` : undefined);
    }
    this.#told = revision;
  }
}

/** What the list of requests needs; the rest is asked for one by one. */
export function withoutBodies({ request: _, response: __, ...exchange }: ExchangeDetail): ExchangeSight {
  return exchange;
}
