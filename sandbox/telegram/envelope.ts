import { Api } from 'telegram';
import { fromLong } from './tl/long.js';

/** A method call without what it was wrapped in. */
export interface UnwrappedCall {
  readonly request: unknown;
  readonly isInitialising: boolean;
  readonly wantsNoUpdates: boolean;
  /** Message ids that must have succeeded first. */
  readonly after: readonly bigint[];
}

/** Undoes invokeWithLayer, initConnection, invokeWithoutUpdates and invokeAfterMsg ("Calling methods"). */
export function unwrapCall(wrapped: unknown): UnwrappedCall {
  let call: UnwrappedCall = { request: wrapped, isInitialising: false, wantsNoUpdates: false, after: [] };
  for (;;) {
    const { request } = call;
    if (request instanceof Api.InvokeWithLayer) {
      call = { ...call, request: request.query };
    } else if (request instanceof Api.InitConnection) {
      call = { ...call, request: request.query, isInitialising: true };
    } else if (request instanceof Api.InvokeWithoutUpdates) {
      call = { ...call, request: request.query, wantsNoUpdates: true };
    } else if (request instanceof Api.InvokeAfterMsg) {
      call = { ...call, request: request.query, after: [fromLong(request.msgId)] };
    } else if (request instanceof Api.InvokeAfterMsgs) {
      call = { ...call, request: request.query, after: request.msgIds.map(fromLong) };
    } else {
      return call;
    }
  }
}

/** The name of what was called, as the `telegram` package writes it: `messages.SendMessage`. */
export function nameOfRequest(request: unknown): string {
  const isNamed = typeof request === 'object' && request !== null && 'className' in request;
  return isNamed ? String(request.className) : typeof request;
}
