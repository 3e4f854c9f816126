import { Api } from 'telegram';
import type { PtsEvent } from '../world/mailbox.js';
import { deleteMessages, readHistory } from '../world/private-chat.js';
import { defineMethod, type Method, type MethodCall } from './method.js';
import { resolvePeer } from './peers.js';

/** Deleting and reading: what answers with the pts that it moved. */
export const REMOVAL_METHODS: readonly Method[] = [
  defineMethod(Api.messages.DeleteMessages, (request, call) => {
    const event = deleteMessages(call, request.id, request.revoke ?? false);
    return new Api.messages.AffectedMessages(describeEffect(event, call));
  }),

  defineMethod(Api.messages.DeleteHistory, (request, call) => {
    const peerId = resolvePeer(request.peer, call);
    const { maxId, minDate, maxDate } = request;
    const meant = call.world
      .mailbox(call.actorId)
      .inChat(peerId)
      .filter(
        ({ id, body }) =>
          (maxId === 0 || id <= maxId) &&
          (!minDate || body.date >= minDate) &&
          (!maxDate || body.date <= maxDate),
      )
      .map(({ id }) => id)
      .reverse();
    const batch = meant.slice(0, call.settings.deleteHistoryBatch);
    const event = deleteMessages(call, batch, request.revoke ?? false);
    const offset = meant.length - batch.length;
    return new Api.messages.AffectedHistory({ ...describeEffect(event, call), offset });
  }),

  defineMethod(Api.messages.ReadHistory, (request, call) => {
    const event = readHistory(call, resolvePeer(request.peer, call), request.maxId);
    return new Api.messages.AffectedMessages(describeEffect(event, call));
  }),
];

function describeEffect(
  event: PtsEvent | undefined,
  { world, actorId }: MethodCall,
): { pts: number; ptsCount: number } {
  return { pts: event?.pts ?? world.mailbox(actorId).pts, ptsCount: event?.ptsCount ?? 0 };
}
