/** One message of an event stream, as HTML's "Server-sent events" lays it out. */
export interface ReceivedEvent {
  readonly event: string;
  readonly data: string;
  readonly id: string | null;
}

/** Reads an event stream as a browser does, until it is told to stop. */
export class EventReader {
  readonly events: ReceivedEvent[] = [];
  readonly #reader: ReadableStreamDefaultReader<Uint8Array>;

  constructor(response: Response) {
    if (response.body === null) throw new Error('there is no stream');
    this.#reader = response.body.getReader();
    void this.#read();
  }

  /** The names of what came, in order. */
  get names(): readonly string[] {
    return this.events.map(({ event }) => event);
  }

  /** What a browser would send as `Last-Event-ID`. */
  get lastId(): string {
    return this.events.findLast(({ id }) => id !== null)?.id ?? '';
  }

  /** The data of all events of a name, as text. */
  dataOf(name: string): readonly string[] {
    return this.events.filter(({ event }) => event === name).map(({ data }) => data);
  }

  async close(): Promise<void> {
    await this.#reader.cancel().catch(() => {});
  }

  async #read(): Promise<void> {
    const decoder = new TextDecoder();
    let rest = '';
    for (;;) {
      const { value, done } = await this.#reader.read().catch(() => ({ value: undefined, done: true }));
      if (done) return;
      const blocks = (rest + decoder.decode(value, { stream: true })).split('\n\n');
      rest = blocks.pop() ?? '';
      for (const block of blocks) this.#take(block);
    }
  }

  #take(block: string): void {
    const field = (name: string): string | undefined =>
      block
        .split('\n')
        .find((line) => line.startsWith(`${name}: `))
        ?.slice(name.length + 2);
    const event = field('event');
    if (event !== undefined) this.events.push({ event, data: field('data') ?? '', id: field('id') ?? null });
  }
}
