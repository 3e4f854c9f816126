import type { Side } from './schedule.js';

/** A message as its author left it. */
export interface Said {
  readonly number: number;
  readonly by: Side;
  readonly body: string;
  readonly fileName: string | null;
  /** The number of the message that it answers. */
  readonly replyTo: number | null;
  readonly isDeleted: boolean;
}

/** A message as the other person sees it, in their order. */
export interface Line {
  readonly number: number;
  readonly body: string;
  readonly fileNames: readonly string[];
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
    if (lines.length > 1) faults.push(`${name} stands ${lines.length} times`);
    if (message.isDeleted) {
      if (lines.length > 0) faults.push(`${name} was deleted and stands`);
      continue;
    }
    if (isTold(message)) continue;
    const [line] = lines;
    if (line === undefined) faults.push(`${name} is missing: “${message.body}”`);
    else faults.push(...compare(message, line, everything).map((fault) => `${name} ${fault}`));
  }
  const numbers = seen.map(({ number }) => number);
  if (numbers.some((number, index) => number < (numbers[index - 1] ?? -1)))
    faults.push(`the messages of the ${said[0]?.by} stand in the order ${numbers.join(', ')}`);
  return faults;
}

function compare(message: Said, line: Line, everything: readonly Said[]): readonly string[] {
  const faults: string[] = [];
  if (line.body !== message.body) faults.push(`says “${line.body}”, not “${message.body}”`);
  const files = message.fileName === null ? [] : [message.fileName];
  if (line.fileNames.join() !== files.join())
    faults.push(`has the files [${line.fileNames.join()}], not [${files.join()}]`);
  const target = everything.find(({ number }) => number === message.replyTo);
  // What was answered may be gone, or may not have been there yet: then it is quoted, and stays so.
  if (target !== undefined && !target.isDeleted && !line.hasQuote && line.replyTo !== target.number)
    faults.push(`answers ${line.replyTo ?? 'nothing'}, not ${target.number}`);
  return faults;
}
