import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import type { OutsideCall } from '../../call-pattern.js';
import type { Faults, FaultVerdict } from '../../faults.js';
import type { Traffic } from '../../traffic.js';
import type { FrontConnection } from './front.js';

/** What downloads pass: they are no calls of the API, so neither rate limits nor the contract concern them. */
interface DownloadParts {
  readonly serve: (request: Request) => Response | Promise<Response>;
  readonly faults: Faults;
  readonly traffic: Traffic;
}

/**
 * Files by their address. Faults strike them as they strike calls (`GET /attachments/**`): `before`, nothing or an error
 * comes; with `after`, half of the file has come when the connection is cut.
 */
export class Downloads {
  readonly #parts: DownloadParts;

  constructor(parts: DownloadParts) {
    this.#parts = parts;
  }

  async handle(request: Request, path: string, connection: FrontConnection): Promise<Response> {
    const { serve, faults } = this.#parts;
    const call: OutsideCall = { service: 'discord', method: request.method, path, body: undefined };
    const before = await faults.consult(call, 'before');
    if (before.kind !== 'proceed') return this.#refuse(call, before, connection);
    const response = await serve(request);
    const after = await faults.consult(call, 'after');
    if (after.kind === 'proceed') {
      this.#record(call, response.status);
      return response;
    }
    this.#record(call, 0);
    return cutInHalf(response, connection);
  }

  #refuse(
    call: OutsideCall,
    verdict: Exclude<FaultVerdict, { kind: 'proceed' }>,
    connection: FrontConnection,
  ): Response {
    if (verdict.kind === 'drop') {
      this.#record(call, 0);
      connection.outgoing.destroy();
      return RESPONSE_ALREADY_SENT;
    }
    const status = verdict.kind === 'fail' ? verdict.status : 429;
    this.#record(call, status);
    const headers = verdict.kind === 'flood' ? { 'retry-after': String(Math.ceil(verdict.seconds)) } : {};
    return new Response(verdict.kind === 'fail' ? verdict.message : null, { status, headers });
  }

  #record({ method, path }: OutsideCall, status: number): void {
    const nothing = { requestBody: undefined, responseBody: undefined };
    this.#parts.traffic.record({ service: 'discord', method, path, status, ...nothing });
  }
}

/** The headers promise the whole file; after half of it the connection breaks. */
function cutInHalf(response: Response, connection: FrontConnection): Response {
  let room = Math.floor(Number(response.headers.get('content-length') ?? 0) / 2);
  const breaking = new TransformStream<Uint8Array, Uint8Array>({
    async transform(chunk, controller) {
      if (room > 0) controller.enqueue(chunk.subarray(0, room));
      room -= chunk.byteLength;
      if (room > 0) return;
      // What was written must be on its way before the connection goes, and nothing may follow.
      await new Promise((resolve) => setImmediate(resolve));
      connection.outgoing.destroy();
    },
  });
  const { status, headers } = response;
  return new Response(response.body?.pipeThrough(breaking) ?? null, { status, headers });
}
