import { existsSync, readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { z } from 'zod';
import type { Timings } from './sessions/index.js';

/** Everything that the process is told from outside. Frozen; read once, at start. */
export interface Config {
  readonly discord: {
    readonly token: string;
    /** Address of the REST API without a version, e.g. `https://discord.com/api`. */
    readonly api: string;
  };
  readonly telegram: {
    readonly apiId: number;
    readonly apiHash: string;
    /** One server in place of Telegram's own data centres; null for those. */
    readonly server: { readonly host: string; readonly port: number } | null;
  };
  readonly database: {
    /** A `file:` address. */
    readonly url: string;
    /** 32 bytes under which Telegram sessions are sealed. */
    readonly sealingKey: Uint8Array;
  };
  readonly log: LogConfig;
  readonly timings: Timings;
}

export interface LogConfig {
  readonly level: (typeof logLevels)[number];
  readonly format: 'json' | 'readable';
}

/** Names every fault of the environment at once, each with how to mend it. Holds no value that was found there. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  constructor(readonly faults: readonly string[]) {
    super(
      [
        'The bot can not start: its settings (the environment, or the file .env) need mending.',
        ...faults.map((fault) => `  - ${fault}`),
      ].join('\n'),
    );
  }
}

const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal'] as const;

const defaultTimings: Timings = {
  openingDeadlineMs: 120_000,
  secondLookMs: 60_000,
  retryFirstMs: 2_000,
  retryMaxMs: 600_000,
  poolReconcileMs: 60_000,
  nonceMemoryMs: 120_000,
  drainMs: 5_000,
  telegramCallMs: 15_000,
  sendUnderWayMs: 120_000,
  telegramCheckMs: 300_000,
  sweepMs: 15_000,
  stopMs: 10_000,
};

const makeKey = `node -e "console.log(require('crypto').randomBytes(32).toString('base64'))"`;
const appsOfTelegram = 'https://my.telegram.org/apps';

/** A text that has to be there; the zod message is the whole fault that is shown. */
const required = (fault: string) => z.string({ error: fault }).trim().min(1, { error: fault });

const server = /^(?<host>\[[0-9a-fA-F:]+\]|[^\s:/]+):(?<port>\d{1,5})$/;

const environment = z.object({
  DISCORD_TOKEN: required(
    'DISCORD_TOKEN is missing: copy it from https://discord.com/developers/applications, under your application, Bot, Reset Token.',
  ).regex(/^\S+$/, { error: 'DISCORD_TOKEN has a space in it: copy it again, whole.', abort: true }),
  DISCORD_API: z
    .url({
      protocol: /^https?$/,
      error:
        'DISCORD_API is no web address: leave it out for Discord itself, or give one like http://127.0.0.1:3000/api.',
    })
    .transform((address) => address.replace(/\/+$/, ''))
    .default('https://discord.com/api'),
  TELEGRAM_API_ID: required(`TELEGRAM_API_ID is missing: take the api_id from ${appsOfTelegram}.`)
    .regex(/^[1-9]\d{0,9}$/, {
      error: `TELEGRAM_API_ID is not a number: take the api_id (digits only) from ${appsOfTelegram}.`,
    })
    .transform(Number),
  TELEGRAM_API_HASH: required(
    `TELEGRAM_API_HASH is missing: take the api_hash from ${appsOfTelegram}.`,
  ).regex(/^[0-9a-fA-F]{32}$/, {
    error: `TELEGRAM_API_HASH is not 32 hexadecimal digits: take the api_hash from ${appsOfTelegram}.`,
  }),
  TELEGRAM_SERVER: z
    .string()
    .transform((text, context) => {
      const { host, port } = server.exec(text)?.groups ?? {};
      // The client's session text keeps the port as a signed 16-bit number.
      if (host !== undefined && Number(port) >= 1 && Number(port) <= 32_767)
        return { host, port: Number(port) };
      context.addIssue(
        'TELEGRAM_SERVER is not host:port (port 1 to 32767): leave it out for Telegram itself, or give one like 127.0.0.1:4430.',
      );
      return z.NEVER;
    })
    .optional(),
  SEALING_KEY: required(
    `SEALING_KEY is missing: make one with  ${makeKey}  and keep a copy somewhere safe.`,
  ).transform((text, context) => {
    const key = Buffer.from(text, 'base64');
    if (key.length === 32 && key.toString('base64') === text) return Uint8Array.from(key);
    context.addIssue(`SEALING_KEY is not 32 bytes in base64: make one with  ${makeKey}`);
    return z.NEVER;
  }),
  DATABASE_URL: z
    .string()
    .regex(/^file:(?!:memory:)[^?]+$/, {
      error:
        'DATABASE_URL is not the address of a file: leave it out, or give one like file:data/concierge.db.',
    })
    .default('file:data/concierge.db'),
  LOG_LEVEL: z.enum(logLevels, { error: `LOG_LEVEL is none of ${logLevels.join(', ')}.` }).default('info'),
  LOG_FORMAT: z.enum(['json', 'readable'], { error: 'LOG_FORMAT is neither json nor readable.' }).optional(),
  NODE_ENV: z.string().optional(),
  TIMINGS: z.string().default('{}').transform(readTimings),
});

function readTimings(text: string, context: z.RefinementCtx): Timings {
  const names = Object.keys(defaultTimings);
  const overrides = z.partialRecord(z.enum(names), z.int().nonnegative()).safeParse(parseJson(text));
  if (overrides.success) return { ...defaultTimings, ...overrides.data };
  context.addIssue(
    `TIMINGS is not a JSON object of milliseconds: leave it out, or give some of ${names.join(', ')}, like {"drainMs": 1000}.`,
  );
  return z.NEVER;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Reads a configuration out of an environment; what is empty counts as missing. Pure. Throws `ConfigError`. */
export function loadConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value?.trim()));
  const result = environment.safeParse(given);
  // Only our own words: zod's are never shown, so that no value can slip out with one.
  if (!result.success) throw new ConfigError([...new Set(result.error.issues.map(({ message }) => message))]);
  const read = result.data;
  return Object.freeze({
    discord: Object.freeze({ token: read.DISCORD_TOKEN, api: read.DISCORD_API }),
    telegram: Object.freeze({
      apiId: read.TELEGRAM_API_ID,
      apiHash: read.TELEGRAM_API_HASH,
      server: read.TELEGRAM_SERVER ? Object.freeze(read.TELEGRAM_SERVER) : null,
    }),
    database: Object.freeze({ url: read.DATABASE_URL, sealingKey: read.SEALING_KEY }),
    log: Object.freeze({
      level: read.LOG_LEVEL,
      format: read.LOG_FORMAT ?? (read.NODE_ENV === 'production' ? 'json' : 'readable'),
    }),
    timings: Object.freeze(read.TIMINGS),
  });
}

/**
 * The configuration of this process: its environment, then the file that ENV_FILE names (default `.env`), which the environment overrules.
 * `ENV_FILE=none` reads no file. Throws `ConfigError`, also for a file that was named and is not there.
 */
export function readConfig(env: Readonly<Record<string, string | undefined>> = process.env): Config {
  const { ENV_FILE: named } = env;
  if (named === 'none') return loadConfig(env);
  const file = named || '.env';
  if (!existsSync(file)) {
    if (named) throw new ConfigError(['ENV_FILE names a file that is not there: leave it out to read .env.']);
    return loadConfig(env);
  }
  const given = Object.entries(env).filter(([, value]) => value?.trim());
  return loadConfig({ ...parseEnv(readFileSync(file, 'utf8')), ...Object.fromEntries(given) });
}
