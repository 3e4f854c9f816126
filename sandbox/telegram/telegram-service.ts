import { Api } from 'telegram';
import type { Faults, FaultVerdict } from '../faults.js';
import type { Traffic } from '../traffic.js';
import type { Account } from './account.js';
import type { CallRecord } from './call-record.js';
import { DC_ID } from './dc.js';
import type { Device } from './device.js';
import { nameOfRequest, type UnwrappedCall, unwrapCall } from './envelope.js';
import type { ExportedAuthorizations } from './exported-authorizations.js';
import { withoutFileBytes } from './file-bytes.js';
import { type Method, NotImplemented } from './methods/method.js';
import { type Answer, writeAnswer } from './mtproto/bodies.js';
import type { KeyHolder } from './mtproto/key-holder.js';
import type { RpcOutcome, RpcService } from './mtproto/server.js';
import type { Arrival } from './mtproto/service-messages.js';
import { SendsInFlight } from './sends-in-flight.js';
import { Refusal } from './world/refusal.js';
import type { Settings } from './world/settings.js';
import type { World } from './world/world.js';

/** Everything that calls are answered from. */
export interface ServiceContext {
  readonly world: World;
  readonly settings: Settings;
  readonly faults: Faults;
  readonly traffic: Traffic;
  readonly methods: ReadonlyMap<string, Method>;
  readonly calls: CallRecord[];
  readonly notImplemented: string[];
  port(): number;
  readonly exported: ExportedAuthorizations;
  findOwner(holder: KeyHolder): KeyOwner | undefined;
  /** Signs a key in with an authorization of another data centre; undefined if that is none. */
  importOwner(holder: KeyHolder, id: string, bytes: Buffer): KeyOwner | undefined;
}

/** Who is signed in under an auth key, and where. */
export interface KeyOwner {
  readonly account: Account;
  readonly device: Device;
  readonly dcId: number;
}

interface Caller extends KeyOwner {
  readonly arrival: Arrival;
  readonly call: UnwrappedCall;
}

/** Answers method calls: faults first, then the authorisation, then the method, then what faults say of the answer. */
export class TelegramService implements RpcService {
  readonly #context: ServiceContext;
  readonly #sends = new SendsInFlight();

  constructor(context: ServiceContext) {
    this.#context = context;
  }

  noteUnknown(constructorId: number): void {
    this.#context.notImplemented.push(`constructor ${constructorId.toString(16)}`);
  }

  async call(wrapped: unknown, arrival: Arrival): Promise<RpcOutcome> {
    const { world, faults, calls } = this.#context;
    const call = unwrapCall(wrapped);
    const { request } = call;
    const known = this.#context.findOwner(arrival.holder);
    const isImport = request instanceof Api.auth.ImportAuthorization;
    const owner = isImport
      ? this.#context.importOwner(arrival.holder, String(request.id), request.bytes)
      : known;
    if (owner === undefined) {
      return isImport
        ? { kind: 'error', code: 400, message: 'AUTH_BYTES_INVALID' }
        : { kind: 'error', code: 401, message: 'AUTH_KEY_UNREGISTERED' };
    }
    const caller: Caller = { ...owner, arrival, call };
    const method = nameOfRequest(call.request);
    const account = owner.account.id;
    const record: CallRecord = {
      method,
      account,
      at: world.clock.now(),
      begun: performance.now(),
      sessionId: String(arrival.session.id),
      request: withoutFileBytes(call.request),
      outcome: 'pending',
    };
    calls.push(record);
    if (call.isInitialising) {
      arrival.holder.isInitialised = true;
    }
    const outside = { service: 'telegram', method, path: '', body: call.request, account } as const;
    let answer: Answer;
    this.#sends.begin(record, call.request);
    try {
      const before = outcomeOfVerdict(await faults.consult(outside, 'before'), false);
      if (before !== undefined) {
        return this.#conclude(record, before, undefined);
      }
      await this.#awaitEarlierCalls(caller);
      this.#sends.check(record, call.request);
      answer = this.#execute(method, caller);
    } catch (error) {
      return this.#conclude(record, this.#outcomeOfError(error), undefined);
    } finally {
      this.#sends.end(record);
    }
    const body = writeAnswer(answer);
    const after = outcomeOfVerdict(await faults.consult(outside, 'after'), true);
    return this.#conclude(record, after ?? { kind: 'result', body }, answer);
  }

  #execute(name: string, caller: Caller): Answer {
    const { world, settings, methods, exported } = this.#context;
    this.#checkAuthorisation(name, caller);
    const method = methods.get(name);
    if (method === undefined) {
      throw new NotImplemented(name);
    }
    const origin = caller.arrival.session;
    const port = this.#context.port();
    const { account, dcId } = caller;
    const call = { world, settings, port, dcId, exported, actorId: account.id, origin };
    return method.handle(caller.call.request, call);
  }

  #checkAuthorisation(name: string, { device, dcId, arrival, call }: Caller): void {
    const { session, holder } = arrival;
    const isHelp = name.startsWith('help.');
    const rival = device.updatesSession;
    const isBeside = name.startsWith('upload.') || name.startsWith('auth.');
    const isMedia = isBeside || (isHelp && !call.isInitialising);
    if (dcId !== DC_ID && !isBeside && !isHelp) {
      throw new Refusal(303, `USER_MIGRATE_${DC_ID}`);
    }
    // A call that was held back until its client had gone draws nothing to its dead session.
    const isMain = !isMedia && !call.wantsNoUpdates && session.connection !== undefined;
    if (this.#context.settings.killsDuplicatedKeys && isMain && rival !== session && rival?.connection) {
      device.death = 'AUTH_KEY_DUPLICATED';
    }
    if (device.death === 'AUTH_KEY_DUPLICATED') {
      throw new Refusal(406, device.death);
    }
    if (device.death !== undefined && !isHelp) {
      throw new Refusal(401, device.death);
    }
    if (!holder.isInitialised) {
      throw new Refusal(400, 'CONNECTION_NOT_INITED');
    }
    if (isMain) {
      device.updatesSession = session;
    }
  }

  /** invokeAfterMsg: MSG_WAIT_FAILED if an earlier call was refused, or was never seen. */
  async #awaitEarlierCalls({ arrival, call }: Caller): Promise<void> {
    for (const msgId of call.after) {
      const earlier = arrival.session.received.get(msgId);
      if (earlier === undefined || !(await earlier.done)) {
        throw new Refusal(400, 'MSG_WAIT_FAILED');
      }
    }
  }

  #outcomeOfError(error: unknown): RpcOutcome {
    if (error instanceof NotImplemented) {
      this.#context.notImplemented.push(error.what);
    }
    if (error instanceof Refusal) {
      return { kind: 'error', code: error.code, message: error.message };
    }
    // A defect of the local Telegram: it must not pass for an outage that a test asked for.
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    this.#context.notImplemented.push(`defect: ${text}`);
    return { kind: 'error', code: 500, message: 'INTERNAL' };
  }

  #conclude(record: CallRecord, outcome: RpcOutcome, answer: Answer | undefined): RpcOutcome {
    record.outcome = describeOutcome(outcome);
    const response = outcome.kind === 'result' ? withoutFileBytes(answer) : { error: record.outcome };
    const { method, account, request } = record;
    const ms = performance.now() - record.begun;
    this.#context.traffic.record({ service: 'telegram', method, account, request, response, ms });
    return outcome;
  }
}

function outcomeOfVerdict(verdict: FaultVerdict, wasRead: boolean): RpcOutcome | undefined {
  switch (verdict.kind) {
    case 'proceed':
      return undefined;
    case 'drop':
      return { kind: 'drop', wasRead };
    case 'flood':
      return { kind: 'error', code: 420, message: `FLOOD_WAIT_${verdict.seconds}` };
    case 'fail':
      // rpc_error messages are upper case with underscores.
      return {
        kind: 'error',
        code: verdict.status,
        message: verdict.message.toUpperCase().replace(/[^A-Z0-9]+/g, '_'),
      };
  }
}

function describeOutcome(outcome: RpcOutcome): string {
  switch (outcome.kind) {
    case 'result':
      return 'done';
    case 'error':
      return outcome.message;
    case 'drop':
      return 'dropped';
  }
}
