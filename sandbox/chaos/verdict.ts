import type { Side } from './schedule.js';

/** A message as its author left it. */
export interface Said {
  readonly number: number;
  readonly by: Side;
  /** Empty: nothing but files. */
  readonly body: string;
  /** As `describeFile` has them. */
  readonly files: readonly string[];
  /** The number of the message that it answers. */
  readonly replyTo: number | null;
  readonly isDeleted: boolean;
}

/** One message on the other side, in its order there: a whole message of somebody's, or a part of one. */
export interface Line {
  readonly number: number;
  readonly body: string;
  readonly files: readonly string[];
  /** What it answers stands above its words. */
  readonly hasQuote: boolean;
  readonly replyTo: number | null;
}

/** What one side said, what the other side sees of it, and which of it the sender was told to be undelivered. */
export interface OneWay {
  readonly said: readonly Said[];
  readonly seen: readonly Line[];
  isTold(said: Said): boolean;
}

/** What is wrong with one direction of a conversation that has come to rest; nothing when everything stands there once, in order, in its last form. */
export function judge({ said, seen, isTold }: OneWay, everything: readonly Said[]): readonly string[] {
  const faults: string[] = [];
  for (const message of said) {
    const lines = seen.filter(({ number }) => number === message.number);
    const name = `message ${message.number} of the ${message.by}`;
    faults.push(...findDoubles(lines).map((what) => `${name} stands twice: ${what}`));
    if (message.isDeleted) {
      if (lines.length > 0) faults.push(`${name} was deleted and stands`);
      continue;
    }
    if (isTold(message)) continue;
    const [first] = lines;
    if (first === undefined) faults.push(`${name} is missing: “${message.body}” [${message.files.join()}]`);
    else faults.push(...compare(message, first, lines, everything).map((fault) => `${name} ${fault}`));
  }
  // A part that came with an edit stands behind what was written meanwhile: only where a message begins counts.
  const numbers = [...new Set(seen.map(({ number }) => number))];
  if (numbers.some((number, index) => number < (numbers[index - 1] ?? -1)))
    faults.push(`the messages of the ${said[0]?.by} stand in the order ${numbers.join(', ')}`);
  return faults;
}

/** What of a message stands more than once: no two parts of one are the same. */
function findDoubles(lines: readonly Line[]): readonly string[] {
  const parts = lines.flatMap(({ body, files }) => (body === '' ? files : [body, ...files]));
  return [...new Set(parts.filter((part, index) => parts.indexOf(part) !== index))].map(abbreviate);
}

function compare(
  message: Said,
  first: Line,
  lines: readonly Line[],
  everything: readonly Said[],
): readonly string[] {
  const faults: string[] = [];
  const body = lines.flatMap((line) => (line.body === '' ? [] : [line.body])).join('\n');
  if (body !== message.body)
    faults.push(`says “${abbreviate(body)}” in ${lines.length}, not “${abbreviate(message.body)}”`);
  const files = lines.flatMap((line) => line.files);
  if (files.join() !== message.files.join())
    faults.push(`has the files [${files.join()}], not [${message.files.join()}]`);
  const target = everything.find(({ number }) => number === message.replyTo);
  // What was answered may be gone, or may not have been there yet: then it is quoted, and stays so.
  if (target !== undefined && !target.isDeleted && !first.hasQuote && first.replyTo !== target.number)
    faults.push(`answers ${first.replyTo ?? 'nothing'}, not ${target.number}`);
  return faults;
}

function abbreviate(text: string): string {
  return text.length <= 200 ? text : `${text.slice(0, 120)} … ${text.slice(-60)} (${text.length})`;
}
