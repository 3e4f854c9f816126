import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { text } from 'node:stream/consumers';
import type { ReadStream } from 'node:tty';

/** Reads a secret from standard input: all of what is piped in, or one line typed at a terminal, which does not show it. */
export async function readSecret(
  input: NodeJS.ReadStream | ReadStream,
  prompt: (words: string) => void,
): Promise<string> {
  if (!input.isTTY) return (await text(input)).trim();
  prompt('Paste the session and press Enter (it is not shown): ');
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input, output: nowhere, terminal: true });
  try {
    return (await lines.question('')).trim();
  } finally {
    lines.close();
    prompt('\n');
  }
}
