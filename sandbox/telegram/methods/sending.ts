import { Api } from 'telegram';
import { toLong } from '../tl/long.js';
import { renderPtsEvent } from '../tl/render-event.js';
import { renderMentioned } from '../tl/render-mentioned.js';
import { renderMessage } from '../tl/render-message.js';
import type { PtsEvent } from '../world/mailbox.js';
import type { MessageCopy, Quote } from '../world/message.js';
import { Refusal } from '../world/refusal.js';
import { type MethodCall, NotImplemented } from './method.js';
import { readText } from './written-text.js';

/** One message that a call has written: under which random_id, and with which pts. */
export interface Sent {
  readonly randomId: string;
  readonly copy: MessageCopy;
  readonly event: PtsEvent;
}

/** What the methods that write messages have in common. */
interface SendRequest {
  readonly replyTo?: Api.TypeInputReplyTo | null | undefined;
  readonly scheduleDate?: unknown;
  readonly sendAs?: unknown;
  readonly quickReplyShortcut?: unknown;
  readonly replyMarkup?: unknown;
}

/** Refuses what the local Telegram does not have. */
export function refuseUnsupported(name: string, request: SendRequest): void {
  const { scheduleDate, sendAs, quickReplyShortcut, replyMarkup } = request;
  if (scheduleDate || sendAs || quickReplyShortcut || replyMarkup) {
    throw new NotImplemented(`${name} with a date, another sender, a shortcut or markup`);
  }
}

/** The message, in the caller's numbering, that is replied to, and what is quoted of it. */
export function readReplyTo(
  { replyTo }: SendRequest,
  call: MethodCall,
): { replyToId?: number; quote?: Quote } {
  if (replyTo === null || replyTo === undefined) {
    return {};
  }
  if (!(replyTo instanceof Api.InputReplyToMessage) || replyTo.replyToPeerId) {
    throw new NotImplemented('a reply to a story or into another chat');
  }
  const replyToId = replyTo.replyToMsgId;
  if (!replyTo.quoteText) {
    return { replyToId };
  }
  const quoted = call.world.mailbox(call.actorId).find(replyToId);
  const given = { message: replyTo.quoteText, entities: replyTo.quoteEntities };
  const { text, entities } = readText(given, 'caption', call);
  // "Replies": the quote must be an exact substring.
  const offset = quoted?.body.text.indexOf(text, 0) ?? -1;
  if (quoted !== undefined && offset < 0) {
    throw new Refusal(400, 'QUOTE_TEXT_INVALID');
  }
  return { replyToId, quote: { text, entities, offset: replyTo.quoteOffset ?? offset } };
}

/**
 * Looks random_ids up among those of the caller's sends that took effect. Undefined if they are new; what came of them, whatever is sent with them now. Throws
 * RANDOM_ID_DUPLICATE where repeats are refused, or where a message is gone: what Telegram answers then is not documented.
 */
export function findRepeated(randomIds: readonly string[], call: MethodCall): Sent[] | undefined {
  const mailbox = call.world.mailbox(call.actorId);
  if (!randomIds.some((randomId) => mailbox.randomIds.has(randomId))) {
    return undefined;
  }
  const sent = randomIds.flatMap((randomId) => {
    const copy = mailbox.find(mailbox.randomIds.get(randomId) ?? 0);
    const event = mailbox.events.find(({ change }) => change.kind === 'new' && change.messageId === copy?.id);
    return copy === undefined || event === undefined ? [] : [{ randomId, copy, event }];
  });
  if (call.settings.repeatedRandomId === 'refuse' || sent.length < randomIds.length) {
    throw new Refusal(500, 'RANDOM_ID_DUPLICATE');
  }
  return sent;
}

/** The Updates with which a sender learns what came of it: for each message its id, then the message. */
export function answerSent(sent: readonly Sent[], call: MethodCall): Api.Updates {
  const { world, actorId } = call;
  return new Api.Updates({
    updates: [
      ...sent.map(
        ({ copy, randomId }) => new Api.UpdateMessageID({ id: copy.id, randomId: toLong(randomId) }),
      ),
      ...sent.map(({ copy, event: { pts, ptsCount } }) => {
        const message = renderMessage(world, actorId, copy);
        return new Api.UpdateNewMessage({ message, pts, ptsCount });
      }),
    ],
    ...renderMentioned(
      world,
      actorId,
      sent.map(({ copy }) => copy),
    ),
    date: world.seconds(),
    seq: 0,
  });
}

/** The Updates for one change in the caller's mailbox. */
export function answerChange(event: PtsEvent, copy: MessageCopy, call: MethodCall): Api.Updates {
  const update = renderPtsEvent(call.world, call.actorId, event);
  return new Api.Updates({
    updates: update === undefined ? [] : [update],
    ...renderMentioned(call.world, call.actorId, [copy]),
    date: event.date,
    seq: 0,
  });
}
