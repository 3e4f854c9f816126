import type { DiscordWorld } from '../../world/world.js';
import type { RestApp } from '../rest-env.js';

/** Serves files, at the root of the server and without a token: the signature in the address is the right to read. */
export function addAttachmentRoutes(app: RestApp, world: DiscordWorld): void {
  app.get('/attachments/:channel_id/:attachment_id/:filename', (c) => {
    const attachment = world.store.attachments.get(c.req.param('attachment_id'));
    const { ex = '', is = '', hm = '' } = c.req.query();
    if (!attachment || !world.links.isValid(attachment.id, ex, is, hm)) {
      return c.text('This content is no longer available.', 404);
    }
    return c.body(Uint8Array.from(attachment.bytes), 200, {
      'content-type': attachment.contentType,
      'content-disposition': `attachment; filename="${encodeURIComponent(attachment.filename)}"`,
    });
  });
}
