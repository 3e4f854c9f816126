import type { ILogger } from '@sapphire/framework';
import { LogLevel } from '@sapphire/framework';
import { type DestinationStream, type Logger, type LoggerOptions, pino, stdSerializers } from 'pino';
import { prettyFactory } from 'pino-pretty';
import type { LogConfig } from './config.js';

/** The bot's log: fields, then one verb; a `Log` of the domains and more. */
export type BotLog = Logger;

/** Names of fields that hold secrets or words of people; should one ever be logged, only its name is. */
const kept = [
  'token',
  'apiHash',
  'sealingKey',
  'stringSession',
  'session.stringSession',
  'authKey',
  'content',
  'phone',
  'authorization',
  'Authorization',
];

/**
 * The one stream of the process: one verb, then fields, e.g. `log.info({ sessionId, guildId }, 'opened session')`. JSON lines, or readable
 * ones while developing. `secrets` are never written, wherever they stand in a line: a foreign library may put them in an error.
 */
export function createLog(
  config: LogConfig,
  secrets: readonly string[] = [],
  destination?: DestinationStream,
): BotLog {
  const options: LoggerOptions = {
    level: config.level,
    base: null,
    timestamp: () => `,"time":"${new Date().toISOString()}"`,
    formatters: { level: (level) => ({ level }) },
    serializers: { error: stdSerializers.err, err: stdSerializers.err },
    redact: {
      paths: kept.flatMap((name) => (name.includes('.') ? [name] : [name, `*.${name}`, `*.*.${name}`])),
      censor: '[kept secret]',
    },
    hooks: { streamWrite: (line) => withoutSecrets(line, secrets) },
  };
  // Synchronous: the last lines before a crash are the ones that are needed.
  const sink = destination ?? pino.destination({ fd: 1, sync: true });
  if (config.format === 'json') return pino(options, sink);
  // Not pino-pretty's own stream, which writes later.
  const prettify = prettyFactory({ colorize: destination === undefined && process.stdout.isTTY });
  return pino(options, { write: (line) => sink.write(prettify(line)) });
}

function withoutSecrets(line: string, secrets: readonly string[]): string {
  return secrets.reduce(
    (text, secret) => (secret === '' ? text : text.replaceAll(secret, '[kept secret]')),
    line,
  );
}

const levelNames = [
  [LogLevel.Fatal, 'fatal'],
  [LogLevel.Error, 'error'],
  [LogLevel.Warn, 'warn'],
  [LogLevel.Info, 'info'],
  [LogLevel.Debug, 'debug'],
  [LogLevel.Trace, 'trace'],
] as const;

type LevelName = (typeof levelNames)[number][1];

/** Routes the logger of @sapphire/framework, which takes any values like `console.log`, into the same stream. */
export class SapphireLog implements ILogger {
  readonly #log: BotLog;

  constructor(log: BotLog) {
    this.#log = log.child({ from: 'sapphire' });
  }

  has(level: LogLevel): boolean {
    const name = nameOf(level);
    return name !== null && this.#log.isLevelEnabled(name);
  }

  trace(...values: readonly unknown[]): void {
    this.#write('trace', values);
  }

  debug(...values: readonly unknown[]): void {
    this.#write('debug', values);
  }

  info(...values: readonly unknown[]): void {
    this.#write('info', values);
  }

  warn(...values: readonly unknown[]): void {
    this.#write('warn', values);
  }

  error(...values: readonly unknown[]): void {
    this.#write('error', values);
  }

  fatal(...values: readonly unknown[]): void {
    this.#write('fatal', values);
  }

  write(level: LogLevel, ...values: readonly unknown[]): void {
    const name = nameOf(level);
    if (name !== null) this.#write(name, values);
  }

  #write(level: LevelName, values: readonly unknown[]): void {
    const error = values.find((value) => value instanceof Error);
    const words = values.filter((value) => typeof value === 'string').join(' ');
    const others = values.filter((value) => value !== error && typeof value !== 'string');
    this.#log[level](
      { ...(error && { error }), ...(others.length > 0 && { values: others }) },
      words || (error ? error.message : 'said'),
    );
  }
}

/** The highest known level that is not above the given one; null for `LogLevel.None`. */
function nameOf(level: LogLevel): LevelName | null {
  if (level >= LogLevel.None) return null;
  return levelNames.find(([known]) => level >= known)?.[1] ?? 'trace';
}
