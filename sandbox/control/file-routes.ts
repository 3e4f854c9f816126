import { StickerFormatType } from 'discord-api-types/v10';
import type { Context, Hono } from 'hono';
import type { Stage } from '../stage/stage.js';
import { NotThere } from './not-there.js';
import { findAccount, findScene } from './scenes.js';

/** What a browser may show; anything else is offered as a download, and nothing runs. */
const SHOWN = /^(image\/(png|jpeg|gif|webp)|audio\/|video\/)/;

/** Serves the files that stand in messages, to the page alone. */
export function addFileRoutes(app: Hono, stage: Stage): void {
  app.get('/files/discord/stickers/:sticker', (context) => {
    const sticker = stage.discord.world.store.stickers.get(context.req.param('sticker'));
    if (!sticker) throw new NotThere('This sticker is not there.');
    const type = sticker.format === StickerFormatType.GIF ? 'image/gif' : 'image/png';
    return answerFile(context, type, sticker.bytes, sticker.name);
  });
  app.get('/files/discord/:attachment', (context) => {
    const { store, access } = stage.discord.world;
    const attachment = store.attachments.get(context.req.param('attachment'));
    const channel = attachment && store.channels.get(attachment.channelId);
    const viewerId = context.req.query('as') ?? '';
    if (!attachment || !channel || !access.canView(viewerId, channel)) {
      throw new NotThere('This file is not there.');
    }
    return answerFile(context, attachment.contentType, attachment.bytes, attachment.filename);
  });
  app.get('/files/telegram/:guild/:account/:message', (context) => {
    const { guild, account, message } = context.req.param();
    const scene = findScene(stage, guild);
    const chat = scene.agent.person.seesChatWith(findAccount(scene, account));
    const media = chat.find(({ id }) => id === Number(message))?.media;
    if (!media || 'media' in media) throw new NotThere('This file is not there.');
    return answerFile(context, media.mimeType, media.bytes(), media.name ?? media.kind);
  });
}

function answerFile(context: Context, contentType: string, bytes: Uint8Array, name: string): Response {
  const isShown = SHOWN.test(contentType);
  return context.body(Uint8Array.from(bytes), 200, {
    'content-type': isShown ? contentType : 'application/octet-stream',
    'content-disposition': `${isShown ? 'inline' : 'attachment'}; filename*=UTF-8''${encodeURIComponent(name)}`,
    'content-security-policy': "default-src 'none'; sandbox",
    'cache-control': 'private, max-age=3600',
  });
}
