import type { LogLine } from '../../stage/bot-process.js';
import type { Stage } from '../../stage/stage.js';
import { type TrafficEntry, toPlain } from '../../traffic.js';
import type { ExchangeDetail, LogSight } from '../protocol.js';

/** Shows one entry of the traffic, as plain JSON. */
export function showExchange(stage: Stage, entry: TrafficEntry): Omit<ExchangeDetail, 'seq'> {
  const at = Date.now();
  if ('dispatch' in entry) {
    const told = { path: '', status: null, isRefused: false, ms: null, account: null };
    const { dispatch: method, data } = entry;
    return {
      at,
      service: 'discord',
      kind: 'dispatch',
      method,
      ...told,
      request: null,
      response: plain(data),
    };
  }
  if (entry.service === 'discord') {
    const { method, path, status, ms = null } = entry;
    const bodies = { request: plain(entry.requestBody), response: plain(entry.responseBody) };
    const isRefused = status === 0 || status >= 400;
    return {
      at,
      service: 'discord',
      kind: 'request',
      method,
      path,
      status,
      isRefused,
      ms,
      account: null,
      ...bodies,
    };
  }
  const { method, response } = entry;
  const bodies = { request: plain(entry.request), response: plain(response) };
  const account = labelOf(stage, entry.account);
  const base = { at, service: 'telegram', method, path: '', account, ...bodies } as const;
  if (method === 'update') return { ...base, kind: 'update', status: null, isRefused: false, ms: null };
  const refusal = refusalIn(response);
  return {
    ...base,
    kind: 'call',
    status: refusal ?? 'ok',
    isRefused: refusal !== null,
    ms: entry.ms ?? null,
  };
}

const levels: readonly LogSight['level'][] = ['trace', 'debug', 'info', 'warn', 'error', 'fatal'];

/** Shows a line of the bot's log; `level` and `time` are pino's. */
export function showLogLine({ level, msg, time, ...fields }: LogLine): Omit<LogSight, 'seq'> {
  const at = typeof time === 'string' ? Date.parse(time) : Date.now();
  return { at, level: levels.find((each) => each === level) ?? 'info', text: msg, fields };
}

function labelOf(stage: Stage, accountId: string): string {
  for (const { accounts } of stage.scenes) {
    const account = accounts.find(({ id }) => id === accountId);
    if (account) return account.user.username ?? accountId;
  }
  return accountId;
}

function refusalIn(response: unknown): string | null {
  if (typeof response !== 'object' || response === null || !('error' in response)) return null;
  return typeof response.error === 'string' ? response.error : null;
}

/** Big integers and binary data can't be written as JSON, and objects of the library hold more than they say. */
function plain(value: unknown): unknown {
  const text = JSON.stringify(value, toPlain);
  return text === undefined ? null : JSON.parse(text);
}
