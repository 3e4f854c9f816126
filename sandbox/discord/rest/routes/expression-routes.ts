import { StickerFormatType } from 'discord-api-types/v10';
import type { DiscordWorld } from '../../world/world.js';
import type { RestApp } from '../rest-env.js';

/** How the file of a sticker is named and typed ("Reference", CDN Endpoints). */
const STICKER_FILES: Readonly<Record<StickerFormatType, { ending: string; type: string }>> = {
  [StickerFormatType.PNG]: { ending: 'png', type: 'image/png' },
  [StickerFormatType.APNG]: { ending: 'png', type: 'image/png' },
  [StickerFormatType.Lottie]: { ending: 'json', type: 'application/json' },
  [StickerFormatType.GIF]: { ending: 'gif', type: 'image/gif' },
};

/** Serves stickers and custom emojis, at the root of the server and to everyone, as Discord's CDN and media proxy do. */
export function addExpressionRoutes(app: RestApp, world: DiscordWorld): void {
  app.get('/stickers/:file', (c) => {
    const [id = '', ending] = c.req.param('file').split('.');
    const sticker = world.store.stickers.get(id);
    const file = sticker && STICKER_FILES[sticker.format];
    if (!sticker || file?.ending !== ending) return c.text('', 404);
    return c.body(Uint8Array.from(sticker.bytes), 200, { 'content-type': file?.type ?? '' });
  });
  app.get('/emojis/:file', (c) => {
    const [id = '', ending = ''] = c.req.param('file').split('.');
    const emoji = world.expressions.findEmoji(id);
    const endings = emoji?.animated ? ['gif', 'webp', 'png'] : ['png', 'webp'];
    if (!emoji || !endings.includes(ending)) return c.text('', 404);
    return c.body(Uint8Array.from(emoji.bytes), 200, { 'content-type': `image/${ending}` });
  });
}
