import type { ExportedAuthorizations } from '../exported-authorizations.js';
import type { Answer } from '../mtproto/bodies.js';
import type { Act } from '../world/private-chat.js';
import { Refusal } from '../world/refusal.js';
import type { Settings } from '../world/settings.js';

/** Who calls, from which session, and under which rules. */
export interface MethodCall extends Act {
  readonly settings: Settings;
  /** The port on which the service listens, for help.getConfig. */
  readonly port: number;
  /** The data centre that was asked. */
  readonly dcId: number;
  readonly exported: ExportedAuthorizations;
}

/** One method of the API. `handle` takes effect before it returns; it throws Refusal. */
export interface Method {
  /** As the `telegram` package names it: `messages.SendMessage`. */
  readonly name: string;
  handle(request: unknown, call: MethodCall): Answer;
}

/** A part of the API that the local Telegram does not have; recorded, so that no test passes over it. */
export class NotImplemented extends Refusal {
  constructor(readonly what: string) {
    super(400, 'METHOD_INVALID');
  }
}

/** Binds a request class of the schema to what it does. */
export function defineMethod<R>(
  type: { new (args: never): R; readonly className: string },
  handle: (request: R, call: MethodCall) => Answer,
): Method {
  return {
    name: type.className,
    handle(request, call) {
      if (!(request instanceof type)) {
        throw new Error(`not a ${type.className}`);
      }
      return handle(request, call);
    },
  };
}
