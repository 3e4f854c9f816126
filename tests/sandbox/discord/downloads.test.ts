import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Scene, startScene } from './gateway-scene.js';

const MEBIBYTE = 1_048_576;
let scene: Scene;

beforeAll(async () => {
  scene = await startScene();
});
afterAll(async () => {
  await scene.stop();
});

/** Mia posts a file; returns its address. */
function post(bytes: Uint8Array, contentType = 'application/octet-stream'): string {
  const { world, mia, channel } = scene;
  const file = { index: '0', filename: 'file.bin', contentType, bytes };
  const message = world.messages.create(mia.id, channel.id, {}, [file]);
  return world.messageViews.view(message, mia.id).attachments[0]?.url ?? '';
}

/** How many bytes come, and whether the end came. */
async function download(url: string): Promise<{ received: number; isWhole: boolean }> {
  let received = 0;
  try {
    const response = await fetch(url);
    for await (const chunk of response.body ?? []) received += chunk.byteLength;
    return { received, isWhole: true };
  } catch {
    return { received, isWhole: false };
  }
}

describe('GIVEN the address of a file', () => {
  it('THEN a file of 60 MiB streams, with its type and length', async () => {
    scene.world.guilds.setPremiumTier(scene.guild.id, 3);
    const url = post(new Uint8Array(60 * MEBIBYTE), 'video/mp4');
    const head = await fetch(url);
    expect(head.headers.get('content-type')).toBe('video/mp4');
    expect(head.headers.get('content-length')).toBe(String(60 * MEBIBYTE));
    await head.body?.cancel();
    expect(await download(url)).toEqual({ received: 60 * MEBIBYTE, isWhole: true });
  });

  it('THEN it fails as it is asked to: with an error, at once, or in the middle', async () => {
    const { faults } = scene.discord;
    const url = post(new Uint8Array(MEBIBYTE).fill(1));
    faults.fail('GET /attachments/**', { status: 503 });
    expect((await fetch(url)).status).toBe(503);
    faults.drop('GET /attachments/**');
    expect(await download(url)).toEqual({ received: 0, isWhole: false });
    faults.drop('GET /attachments/**', { when: 'after' });
    const cut = await download(url);
    expect(cut.isWhole).toBe(false);
    expect(cut.received).toBeLessThanOrEqual(MEBIBYTE / 2);
    expect(await download(url)).toEqual({ received: MEBIBYTE, isWhole: true });
    const paths = scene.discord.traffic.entries.flatMap((entry) => ('path' in entry ? entry.path : []));
    expect(paths.filter((path) => path.startsWith('/attachments/'))).not.toEqual([]);
    expect(scene.discord.requests.all.some(({ path }) => path.startsWith('/attachments/'))).toBe(false);
  });

  it('THEN it is gone with its message, with its time, or under another signature', async () => {
    const { world, mia, channel } = scene;
    const url = post(new Uint8Array(3));
    expect((await fetch(url.replace(/hm=./, 'hm=z'))).status).toBe(404);
    world.history.delete(mia.id, channel.id, world.store.log(channel.id).latestId ?? '');
    expect((await fetch(url)).status).toBe(404);
    const late = post(new Uint8Array(3));
    world.clock.advance(world.settings.attachmentLifetimeMs + 1_000);
    expect((await fetch(late)).status).toBe(404);
  });
});
