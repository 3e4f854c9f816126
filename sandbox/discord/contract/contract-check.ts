import type * as z from 'zod/mini';
import { mendDisagreements } from './disagreements.js';
import { describeIssues } from './issues.js';
import { OPERATIONS, type Operation } from './operations.js';
import type { Schemas } from './schemas.js';
import { findUnknownKeys } from './unknown-keys.js';

/** One HTTP exchange to be judged. */
export interface ContractExchange {
  readonly method: string;
  /** Path below `/api/v10`, without query. */
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  /** Parsed JSON (of a multipart body: its `payload_json`); undefined if there was none. */
  readonly requestBody: unknown;
  readonly status: number;
  readonly responseBody: unknown;
}

/** One departure from Discord's description. */
export interface ContractViolation {
  readonly of: 'request' | 'answer';
  /** Such as `POST /channels/{channel_id}/messages 200`. */
  readonly operation: string;
  /** What is wrong, and where in the body. */
  readonly faults: readonly string[];
  readonly body: unknown;
}

/**
 * Judges every request of the bot and every answer of the local Discord by Discord's own API description. Keys that
 * the description doesn't know are faults, too. One judgement takes well under a millisecond.
 */
export class ContractCheck {
  readonly #schemas: Schemas;
  readonly #violations: ContractViolation[] = [];

  constructor(schemas: Schemas) {
    this.#schemas = schemas;
  }

  /** Everything that was wrong so far. */
  violations(): readonly ContractViolation[] {
    return this.#violations;
  }

  /** Judges an exchange. A request that was refused with 400 was meant to be wrong: only its refusal is judged. */
  judge(exchange: ContractExchange): void {
    const operation = findOperation(exchange.method, exchange.path);
    const name = `${exchange.method} ${operation?.path ?? exchange.path} ${exchange.status}`;
    if (!operation) {
      this.#report('request', name, ['not in the table of operations'], exchange.requestBody);
      return;
    }
    if (exchange.status === 501) {
      this.#report('answer', name, ['the local Discord does not implement this'], exchange.responseBody);
      return;
    }
    const requestFaults = this.#judgeRequest(operation, exchange);
    if (requestFaults.length > 0) {
      this.#report('request', name, requestFaults, exchange.requestBody);
    }
    const answerFaults = this.#judgeAnswer(operation, exchange);
    if (answerFaults.length > 0) {
      this.#report('answer', name, answerFaults, exchange.responseBody);
    }
  }

  #judgeRequest(operation: Operation, exchange: ContractExchange): string[] {
    if (exchange.status === 400) {
      return [];
    }
    const unknownQuery = Object.keys(exchange.query).filter((key) => !operation.query?.includes(key));
    const faults = unknownQuery.map((key) => `query.${key}: unknown`);
    if (operation.body === undefined || exchange.requestBody === undefined) {
      return operation.body !== undefined && exchange.method !== 'DELETE' ? [...faults, 'no body'] : faults;
    }
    const body = mendDisagreements('requests', exchange.requestBody);
    return [...faults, ...judgeBody(this.#schemas.read(operation.body), body)];
  }

  #judgeAnswer(operation: Operation, exchange: ContractExchange): string[] {
    const { status, responseBody } = exchange;
    if (status === 0 || status >= 500) {
      return [];
    }
    const expected =
      status === 429 ? RATE_LIMITED : status >= 400 ? 'ErrorResponse' : operation.answers[status];
    if (expected === undefined) {
      return [`status ${status} is not among the answers`];
    }
    if (expected === 'nothing') {
      return responseBody === undefined ? [] : ['a body where none belongs'];
    }
    return judgeBody(this.#schemas.read(expected), mendDisagreements('answers', responseBody));
  }

  #report(of: ContractViolation['of'], operation: string, faults: string[], body: unknown): void {
    this.#violations.push({ of, operation, faults, body });
  }
}

/** `RatelimitedResponse` asks for a `code`, which Discord sends for some limits only ("Rate Limits"). */
const RATE_LIMITED = '{message: string, retry_after: number, global: boolean, code?: number}';

/** Whatever is wrong with the body, one line each. */
export function judgeBody(schema: z.ZodMiniType, body: unknown): string[] {
  const result = schema.safeParse(body);
  return result.success
    ? findUnknownKeys(schema, body).map((key) => `${key}: unknown`)
    : describeIssues(result.error.issues);
}

/** The operation that a request is for: fixed words (`@me`) go before placeholders. */
export function findOperation(method: string, path: string): Operation | undefined {
  const segments = path.split('/');
  const found = TEMPLATES.find(
    ({ operation, parts }) =>
      operation.method === method &&
      parts.length === segments.length &&
      parts.every((part, index) => part.startsWith('{') || part === segments[index]),
  );
  return found?.operation;
}

const TEMPLATES = OPERATIONS.map((operation) => ({ operation, parts: operation.path.split('/') })).sort(
  (a, b) => countPlaceholders(a.operation) - countPlaceholders(b.operation),
);

function countPlaceholders(operation: Operation): number {
  return operation.path.split('{').length;
}
