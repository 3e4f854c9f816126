import type { AttachmentRecord } from '../../world/records.js';
import type { DiscordWorld } from '../../world/world.js';
import type { RestApp } from '../rest-env.js';

const CHUNK_BYTES = 64 * 1_024;

/** Serves files, at the root of the server and without a token: the signature in the address is the right to read. */
export function addAttachmentRoutes(app: RestApp, world: DiscordWorld): void {
  app.get('/attachments/:channel_id/:attachment_id/:filename', (c) => {
    const attachment = world.store.attachments.get(c.req.param('attachment_id'));
    const { ex = '', is = '', hm = '' } = c.req.query();
    if (!attachment || !world.links.isValid(attachment.id, ex, is, hm)) {
      return c.text('This content is no longer available.', 404);
    }
    return c.body(stream(attachment), 200, {
      'content-type': attachment.contentType,
      'content-length': String(attachment.bytes.byteLength),
      'content-disposition': `attachment; filename="${encodeURIComponent(attachment.filename)}"`,
    });
  });
}

/** Hands the bytes out only as fast as they are taken. */
function stream({ bytes }: AttachmentRecord): ReadableStream<Uint8Array> {
  let at = 0;
  return new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        if (at >= bytes.byteLength) return controller.close();
        controller.enqueue(Uint8Array.from(bytes.subarray(at, at + CHUNK_BYTES)));
        at += CHUNK_BYTES;
      },
    },
    { highWaterMark: 1 },
  );
}
