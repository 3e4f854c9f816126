import { Api } from 'telegram';
import type { ForwardedFrom, PersonService } from './person-media.js';
import { toLong } from './tl/long.js';
import type { Origin } from './world/origin.js';
import type { World } from './world/world.js';

/** The service message that comes of what a person did. */
export function composeService(world: World, service: PersonService): Api.TypeMessageAction {
  switch (service.kind) {
    case 'phone_call':
      return new Api.MessageActionPhoneCall({
        video: service.isVideo ?? false,
        callId: toLong(world.nextNumber()),
        reason: composeReason(service.outcome),
        ...(service.outcome === 'ended' && { duration: service.seconds ?? 42 }),
      });
    case 'screenshot':
      return new Api.MessageActionScreenshotTaken();
    case 'gift':
      return new Api.MessageActionGiftPremium({
        currency: 'EUR',
        amount: toLong(1299 * service.months),
        months: service.months,
      });
  }
}

function composeReason(outcome: 'missed' | 'declined' | 'ended'): Api.TypePhoneCallDiscardReason {
  switch (outcome) {
    case 'missed':
      return new Api.PhoneCallDiscardReasonMissed();
    case 'declined':
      return new Api.PhoneCallDiscardReasonBusy();
    case 'ended':
      return new Api.PhoneCallDiscardReasonHangup();
  }
}

/** Where a message that a person forwards came from. */
export function composeOrigin(world: World, from: ForwardedFrom): Origin {
  const date = world.seconds() - 3600;
  if ('user' in from) {
    return { kind: 'user', userId: from.user.id, date };
  }
  if ('hidden' in from) {
    return { kind: 'hidden', name: from.hidden, date };
  }
  const { channel, signature } = from;
  return { kind: 'channel', channelId: world.addChannel(channel).id, postId: 7, signature, date };
}
