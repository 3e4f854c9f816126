import { Api } from 'telegram';
import { renderMedia } from '../tl/render-media.js';
import type { Media } from '../world/media.js';
import { albumKindOf, isVoiceNote, takesCaption } from '../world/media-kinds.js';
import { checkMayWrite, sendMessage } from '../world/private-chat.js';
import { Refusal } from '../world/refusal.js';
import { readInputMedia } from './input-media.js';
import { defineMethod, type Method, type MethodCall } from './method.js';
import { resolvePeer } from './peers.js';
import { answerSent, findRepeated, readReplyTo, refuseUnsupported } from './sending.js';
import { readText } from './written-text.js';

const LARGEST_ALBUM = 10;

/** Sending what is more than words ("Uploading and Downloading Files"). */
export const MEDIA_METHODS: readonly Method[] = [
  defineMethod(Api.messages.SendMedia, (request, call) => {
    refuseUnsupported('messages.SendMedia', request);
    const peerId = resolvePeer(request.peer, call);
    const randomId = String(request.randomId);
    const repeated = findRepeated([randomId], call);
    if (repeated !== undefined) {
      return answerSent(repeated, call);
    }
    const written = readText(request, 'caption', call);
    const media = readInputMedia(request.media, call);
    checkVoice(media, peerId, call);
    const sent = sendMessage(call, peerId, {
      ...(takesCaption(media) ? written : { text: '' }),
      ...readReplyTo(request, call),
      media,
      isSilent: request.silent ?? false,
    });
    call.world.mailbox(call.actorId).randomIds.set(randomId, sent.copy.id);
    return answerSent([{ randomId, ...sent }], call);
  }),

  defineMethod(Api.messages.UploadMedia, (request, call) => {
    resolvePeer(request.peer, call);
    return renderMedia(call.world, call.actorId, readInputMedia(request.media, call));
  }),

  defineMethod(Api.messages.SendMultiMedia, (request, call) => {
    refuseUnsupported('messages.SendMultiMedia', request);
    const peerId = resolvePeer(request.peer, call);
    checkAlbumSize(request.multiMedia);
    const randomIds = request.multiMedia.map(({ randomId }) => String(randomId));
    if (new Set(randomIds).size < randomIds.length) {
      throw new Refusal(500, 'RANDOM_ID_DUPLICATE');
    }
    const repeated = findRepeated(randomIds, call);
    if (repeated !== undefined) {
      return answerSent(repeated, call);
    }
    const items = request.multiMedia.map((item) => ({
      ...readText(item, 'caption', call),
      media: readAlbumItem(item.media, call),
    }));
    checkAlbumKinds(items.map(({ media }) => media));
    checkMayWrite(call.world, call.actorId, peerId);
    const groupedId = call.world.nextNumber();
    const how = { ...readReplyTo(request, call), isSilent: request.silent ?? false, groupedId };
    const sent = items.map((item, index) => {
      const randomId = randomIds[index] ?? '0';
      const written = sendMessage(call, peerId, { ...item, ...how });
      call.world.mailbox(call.actorId).randomIds.set(randomId, written.copy.id);
      return { randomId, ...written };
    });
    return answerSent(sent, call);
  }),
];

function checkAlbumSize(items: readonly Api.TypeInputSingleMedia[]): void {
  if (items.length > LARGEST_ALBUM) {
    throw new Refusal(400, 'MULTI_MEDIA_TOO_LONG');
  }
  if (items.length < 2) {
    throw new Refusal(400, items.length === 0 ? 'MEDIA_EMPTY' : 'MEDIA_INVALID');
  }
}

/** "Albums, grouped media": each item has been through messages.uploadMedia, or was sent before. */
function readAlbumItem(input: Api.TypeInputMedia, call: MethodCall): Media {
  if (!(input instanceof Api.InputMediaPhoto || input instanceof Api.InputMediaDocument)) {
    throw new Refusal(400, 'MEDIA_INVALID');
  }
  return readInputMedia(input, call);
}

function checkAlbumKinds(album: readonly Media[]): void {
  const kinds = new Set(album.map(albumKindOf));
  if (kinds.has(undefined) || kinds.size > 1) {
    throw new Refusal(400, 'MEDIA_INVALID');
  }
}

function checkVoice(media: Media, peerId: string, { world, actorId }: MethodCall): void {
  if (isVoiceNote(media) && world.user(peerId).forbidsVoiceMessages && peerId !== actorId) {
    throw new Refusal(400, 'VOICE_MESSAGES_FORBIDDEN');
  }
}
