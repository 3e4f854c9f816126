import {
  type APIAttachment,
  type APIStickerItem,
  type RESTGetAPIChannelMessageResult,
  RouteBases,
  Routes,
  StickerFormatType,
} from 'discord.js';
import { type CarriedFile, FileGoneError } from '../../relay/index.js';
import { asUnreachable, isGone } from '../errors.js';
import { attachmentsOf, type FileReading, type RawContent } from '../message-reading.js';
import type { DiscordRest } from '../rest.js';
import {
  isSpoilerAttachment,
  kindOfAttachment,
  nameOfAttachment,
  typeOfAttachment,
} from './attachment-kind.js';
import { type Download, download } from './download.js';

/** Files of Discord's messages: attachments and stickers. Their bytes are read from Discord's CDN when they are asked for. */
export class DiscordFiles implements FileReading {
  constructor(
    private readonly rest: DiscordRest,
    private readonly api: string,
  ) {}

  filesOf(channelId: string, messageId: string, content: RawContent): readonly CarriedFile[] {
    const flags = content.flags ?? 0;
    return [
      ...content.attachments.map((each) => this.#attachment(channelId, messageId, each, Number(flags))),
      ...(content.sticker_items ?? []).flatMap((each) => this.#sticker(each)),
    ];
  }

  #attachment(channelId: string, messageId: string, attachment: APIAttachment, flags: number): CarriedFile {
    const { id, size, width, height, duration_secs: duration, waveform } = attachment;
    let { url } = attachment;
    const open = async (): Promise<Download> => {
      const first = await download(url);
      if (first.kind === 'bytes') return first;
      const fresh = await this.#freshUrl(channelId, messageId, id);
      if (fresh === null) return first;
      url = fresh;
      return download(url);
    };
    return {
      id,
      kind: kindOfAttachment(attachment, flags),
      name: nameOfAttachment(attachment),
      mimeType: typeOfAttachment(attachment),
      size,
      isSpoiler: isSpoilerAttachment(attachment),
      ...(width ? { width } : {}),
      ...(height ? { height } : {}),
      ...(duration === undefined ? {} : { durationSeconds: duration }),
      ...(waveform === undefined ? {} : { waveform: Buffer.from(waveform, 'base64') }),
      open: () => bytesOf(id, open),
    };
  }

  /** Lottie stickers have no picture: they are words. */
  #sticker({ id, name, format_type: format }: APIStickerItem): readonly CarriedFile[] {
    if (format === StickerFormatType.Lottie) return [];
    // An APNG is a PNG to whoever can't animate it ("Sticker", Sticker Format Types).
    const ending = format === StickerFormatType.GIF ? 'gif' : 'png';
    const url = `${stickerHost(this.api, ending)}/stickers/${id}.${ending}`;
    return [
      {
        id,
        kind: ending === 'gif' ? 'animation' : 'sticker',
        name: `${name}.${ending}`,
        mimeType: `image/${ending}`,
        size: null,
        isSpoiler: false,
        open: () => bytesOf(id, () => download(url)),
      },
    ];
  }

  /** Addresses expire after a day ("Reference", Signed Attachment CDN URLs): the message, asked for anew, has fresh ones. */
  async #freshUrl(channelId: string, messageId: string, attachmentId: string): Promise<string | null> {
    try {
      const message = await this.rest.call<RESTGetAPIChannelMessageResult>({
        method: 'Get',
        route: Routes.channelMessage(channelId, messageId),
        isRepeatable: true,
      });
      return attachmentsOf(message).find(({ id }) => id === attachmentId)?.url ?? null;
    } catch (error) {
      if (isGone(error)) return null;
      throw asUnreachable(error);
    }
  }
}

async function* bytesOf(fileId: string, open: () => Promise<Download>): AsyncIterable<Uint8Array> {
  const opened = await open();
  if (opened.kind === 'gone') throw new FileGoneError(fileId);
  yield* opened.bytes;
}

/** GIF stickers are not on the CDN ("Reference", CDN Endpoints). Where Discord is not the real one, all is in one place. */
function stickerHost(api: string, ending: 'png' | 'gif'): string {
  if (new URL(api).origin !== new URL(RouteBases.api).origin) return new URL(api).origin;
  return ending === 'gif' ? RouteBases.media : RouteBases.cdn;
}
