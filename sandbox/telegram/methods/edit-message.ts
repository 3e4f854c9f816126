import { Api } from 'telegram';
import type { Media } from '../world/media.js';
import { albumKindOf, takesCaption } from '../world/media-kinds.js';
import type { MessageCopy } from '../world/message.js';
import { editMessage } from '../world/private-chat.js';
import { Refusal } from '../world/refusal.js';
import { readInputMedia } from './input-media.js';
import { defineMethod, type Method, type MethodCall, NotImplemented } from './method.js';
import { resolvePeer } from './peers.js';
import { answerChange } from './sending.js';
import { readText } from './written-text.js';

/** messages.editMessage: text, captions, and what a message carries. */
export const EDITING_METHODS: readonly Method[] = [
  defineMethod(Api.messages.EditMessage, (request, call) => {
    if (request.replyMarkup || request.scheduleDate || request.quickReplyShortcutId) {
      throw new NotImplemented('messages.EditMessage with markup, a date or a shortcut');
    }
    const peerId = resolvePeer(request.peer, call);
    const copy = call.world.mailbox(call.actorId).find(request.id);
    if (copy === undefined || copy.peerId !== peerId) {
      throw new Refusal(400, 'MESSAGE_ID_INVALID');
    }
    const media = request.media ? readNewMedia(request.media, copy, call) : copy.body.media;
    if (media !== undefined && !takesCaption(media) && request.message) {
      throw new Refusal(400, 'MESSAGE_ID_INVALID');
    }
    const isGiven = typeof request.message === 'string';
    const { text, entities } = isGiven
      ? readText(request, media === undefined ? 'text' : 'caption', call)
      : copy.body;
    const event = editMessage(call, request.id, { text, entities, ...(media && { media }) });
    return answerChange(event, copy, call);
  }),
];

/** "Only messages with media can get other media"; in an album a photo or video stays one, a file a file. */
function readNewMedia(input: Api.TypeInputMedia, { body }: MessageCopy, call: MethodCall): Media {
  if (body.media === undefined || !takesCaption(body.media)) {
    throw new Refusal(400, 'MEDIA_PREV_INVALID');
  }
  const media = readInputMedia(input, call);
  if (!takesCaption(media)) {
    throw new Refusal(400, 'MEDIA_NEW_INVALID');
  }
  if (body.groupedId !== undefined && albumKindOf(media) !== albumKindOf(body.media)) {
    throw new Refusal(400, 'MEDIA_GROUPED_INVALID');
  }
  return media;
}
