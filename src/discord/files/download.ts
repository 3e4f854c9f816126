import { UnreachableError } from '../../sessions/index.js';

/** How long nothing may arrive of a download. */
const silenceMs = 30_000;

/** What an address answered: the bytes, or that what was there is not there under this address any more. */
export type Download =
  | { readonly kind: 'bytes'; readonly bytes: AsyncIterable<Uint8Array> }
  | { readonly kind: 'gone' };

/**
 * Asks for a file on Discord's CDN; the bytes come as they are asked for, and leaving the loop ends the transfer. 403 and 404 mean that the address
 * expired or the file was deleted ("Reference", Signed Attachment CDN URLs). Throws `UnreachableError`.
 */
export async function download(url: string): Promise<Download> {
  const silence = new Silence();
  try {
    const response = await fetch(url, { signal: silence.signal });
    if (response.ok && response.body !== null) return { kind: 'bytes', bytes: read(response.body, silence) };
    silence.pause();
    await response.body?.cancel();
    if (response.status === 403 || response.status === 404) return { kind: 'gone' };
    throw unreachable(`the CDN answered ${response.status}`);
  } catch (error) {
    silence.pause();
    throw error instanceof UnreachableError ? error : unreachable('no answer of the CDN', error);
  }
}

async function* read(body: ReadableStream<Uint8Array>, silence: Silence): AsyncIterable<Uint8Array> {
  const reader = body.getReader();
  try {
    for (;;) {
      silence.listen();
      const { done, value } = await reader.read();
      silence.pause();
      if (done) return;
      yield value;
    }
  } catch (error) {
    throw unreachable('the CDN broke off', error);
  } finally {
    silence.pause();
    await reader.cancel().catch(() => {});
  }
}

/** Counts only while something is awaited: who takes the bytes may take their time. */
class Silence {
  readonly #controller = new AbortController();
  #timer: NodeJS.Timeout | null = null;

  constructor() {
    this.listen();
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  listen(): void {
    this.pause();
    this.#timer = setTimeout(() => this.#controller.abort(), silenceMs);
  }

  pause(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }
}

function unreachable(message: string, cause?: unknown): UnreachableError {
  return new UnreachableError('discord', message, 'none', null, { cause });
}
