import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import type { OutsideCall } from '../../call-pattern.js';
import type { Faults, FaultVerdict } from '../../faults.js';
import type { Traffic } from '../../traffic.js';
import { type ContractCheck, findOperation } from '../contract/contract-check.js';
import { type RateLimits, rateLimitBody } from '../rate-limits.js';
import { Downloads } from './downloads.js';
import { readBody } from './request-body.js';
import type { RequestLog } from './request-log.js';

const PREFIX = '/api/v10';

/** Which guild and channel a path is about, looked up before the request takes effect. */
export interface Whereabouts {
  readonly guildId: string | null;
  readonly channelId: string | null;
}

export interface FrontParts {
  /** Serves the request itself. */
  readonly serve: (request: Request) => Response | Promise<Response>;
  readonly locate: (path: string) => Whereabouts;
  readonly faults: Faults;
  readonly limits: RateLimits;
  readonly requests: RequestLog;
  readonly traffic: Traffic;
  /** Null: nothing is checked. */
  readonly contract: ContractCheck | null;
}

/** The connection on which a request came. */
export interface FrontConnection {
  readonly outgoing: { destroy(): unknown };
}

/**
 * What every REST request passes on its way in and out: faults that were asked for, rate limits, the count of
 * requests, the traffic record and the contract. Paths outside `/api/v10` are files (`Downloads`).
 */
export class Front {
  readonly #parts: FrontParts;
  readonly #downloads: Downloads;

  constructor(parts: FrontParts) {
    this.#parts = parts;
    this.#downloads = new Downloads(parts);
  }

  async handle(request: Request, connection: FrontConnection): Promise<Response> {
    const begun = performance.now();
    const url = new URL(request.url);
    if (!url.pathname.startsWith(`${PREFIX}/`)) {
      return this.#downloads.handle(request, url.pathname, connection);
    }
    const path = decodePath(url.pathname.slice(PREFIX.length));
    const bytes = new Uint8Array(await request.arrayBuffer());
    const { json, files } = await readBody(bytes, request.headers.get('content-type'));
    const call: OutsideCall = { service: 'discord', method: request.method, path, body: json };
    const place = this.#parts.locate(path);
    const response = await this.#run(call, request, bytes);
    const answer = response === null ? { status: 0, json: undefined } : await readAnswer(response);
    this.#record(call, place, url, answer);
    this.#parts.traffic.record({
      service: 'discord',
      method: call.method,
      path: path + url.search,
      requestBody: files.length > 0 ? { ...asObject(json), files } : json,
      status: answer.status,
      responseBody: answer.json,
      ms: performance.now() - begun,
    });
    if (response === null) {
      connection.outgoing.destroy();
      return RESPONSE_ALREADY_SENT;
    }
    return response;
  }

  /** Null: the connection is to be closed. */
  async #run(call: OutsideCall, request: Request, bytes: Uint8Array<ArrayBuffer>): Promise<Response | null> {
    const { faults, limits, serve } = this.#parts;
    const before = await faults.consult(call, 'before');
    if (before.kind !== 'proceed') {
      return answerFault(before);
    }
    const route = findOperation(call.method, call.path)?.path ?? call.path;
    const limit = limits.charge(call.method, route, call.path);
    if (limit.kind === 'refused') {
      return Response.json(rateLimitBody(limit.retryAfterSeconds, limit.isGlobal), {
        status: 429,
        headers: limit.headers,
      });
    }
    const { method, headers, url } = request;
    const served = await serve(
      new Request(url, { method, headers, ...(bytes.byteLength > 0 && { body: bytes }) }),
    );
    const after = await faults.consult(call, 'after');
    if (after.kind !== 'proceed') {
      return answerFault(after);
    }
    return withHeaders(served, limit.headers);
  }

  #record(call: OutsideCall, place: Whereabouts, url: URL, answer: { status: number; json: unknown }): void {
    const { method, path, body } = call;
    const code = asObject(answer.json).code;
    this.#parts.requests.add({
      ...place,
      method,
      path,
      route: findOperation(method, path)?.path ?? path,
      status: answer.status,
      code: answer.status >= 400 && typeof code === 'number' ? code : null,
      body,
    });
    this.#parts.contract?.judge({
      method,
      path,
      query: Object.fromEntries(url.searchParams),
      requestBody: body,
      status: answer.status,
      responseBody: answer.json,
    });
  }
}

/** `%40original` and emoji are written out; what is malformed stays as it is. */
function decodePath(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

function answerFault(verdict: Exclude<FaultVerdict, { kind: 'proceed' }>): Response | null {
  switch (verdict.kind) {
    case 'drop':
      return null;
    case 'fail':
      return Response.json({ message: verdict.message, code: verdict.code }, { status: verdict.status });
    case 'flood':
      return Response.json(rateLimitBody(verdict.seconds, verdict.isGlobal), {
        status: 429,
        headers: {
          'Retry-After': String(Math.ceil(verdict.seconds)),
          'X-RateLimit-Scope': verdict.isGlobal ? 'global' : 'shared',
          ...(verdict.isGlobal && { 'X-RateLimit-Global': 'true' }),
        },
      });
  }
}

function withHeaders(response: Response, headers: Readonly<Record<string, string>>): Response {
  const merged = new Headers(response.headers);
  for (const [name, value] of Object.entries(headers)) {
    merged.set(name, value);
  }
  return new Response(response.body, { status: response.status, headers: merged });
}

async function readAnswer(response: Response): Promise<{ status: number; json: unknown }> {
  const text = await response.clone().text();
  try {
    return { status: response.status, json: text === '' ? undefined : JSON.parse(text) };
  } catch {
    return { status: response.status, json: text };
  }
}

function asObject(value: unknown): { readonly [key: string]: unknown; readonly code?: unknown } {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
