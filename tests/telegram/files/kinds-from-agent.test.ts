import { describe, expect, test } from 'vitest';
import type { PersonMedia, PersonService } from '../../../sandbox/telegram/person-media.js';
import type { FileKind } from '../../../src/relay/index.js';
import { numbered, onFileBench, picture, read } from '../support/file-bench.js';

const on = onFileBench();
const bytes = numbered(3_000);

describe('what the agent sends', () => {
  test.each<[PersonMedia, FileKind, string]>([
    [{ kind: 'photo', bytes }, 'photo', 'image/jpeg'],
    [{ kind: 'document', bytes, name: 'a.bin' }, 'document', 'application/octet-stream'],
    [{ kind: 'video', bytes, name: 'v.mp4' }, 'video', 'video/mp4'],
    [{ kind: 'audio', bytes, title: 'Song', performer: 'Band' }, 'audio', 'audio/mpeg'],
    [{ kind: 'voice', bytes }, 'voice', 'audio/ogg'],
    [{ kind: 'video_note', bytes }, 'video_note', 'video/mp4'],
    [{ kind: 'gif', bytes }, 'animation', 'video/mp4'],
    [{ kind: 'sticker', format: 'static', bytes, emoji: '👍' }, 'sticker', 'image/webp'],
    [{ kind: 'sticker', format: 'video', bytes, emoji: '🔥' }, 'sticker', 'video/webm'],
  ])('%j is a file with its bytes', async (media, kind, mimeType) => {
    const { agent, account } = on();
    agent.sends(account, media);
    const file = await on().fileHeard();
    expect(file).toMatchObject({ kind, mimeType, size: bytes.length, isSpoiler: false });
    expect(await read(file)).toEqual(bytes);
  });

  test('a caption and a spoiler stay with the file', async () => {
    const { agent, account } = on();
    agent.sends(account, { kind: 'photo', bytes }, { caption: 'look', spoiler: true });
    expect(await on().nextHeard()).toMatchObject({ text: { text: 'look' }, files: [{ isSpoiler: true }] });
  });

  test('a voice note brings its length and its loudness: samples of five bits, lowest bit first', async () => {
    const { agent, account } = on();
    // 31, 0, 16, 1, 31, 8, 0, 31: the eight samples that fit into five bytes.
    const waveform = Buffer.from([0x1f, 0xc0, 0xf0, 0x11, 0xf8]);
    agent.sends(account, { kind: 'voice', bytes, seconds: 7, waveform });
    const file = await on().fileHeard();
    expect(file.durationSeconds).toBe(7);
    expect([...(file.waveform ?? [])]).toEqual([255, 0, 132, 8, 255, 66, 0, 255]);
  });

  test('an animated sticker is its still, where it has one, and its emoji', async () => {
    const { agent, account } = on();
    const still = picture(200);
    agent.sends(account, { kind: 'sticker', format: 'animated', bytes, emoji: '🎉', still });
    const { files, text } = await on().nextHeard();
    expect(text.text).toBe('🎉');
    expect(files).toMatchObject([{ kind: 'sticker', mimeType: 'image/webp', size: still.length }]);
    const [file] = files;
    expect(file && (await read(file))).toEqual(still);
  });

  test('an animated sticker without a still is its emoji', async () => {
    const { agent, account } = on();
    agent.sends(account, { kind: 'sticker', format: 'animated', bytes, emoji: '🎉' });
    expect(await on().nextHeard()).toMatchObject({ text: { text: '🎉' }, files: [] });
  });

  test.each<[PersonMedia, RegExp]>([
    [{ kind: 'poll', question: 'Which?', answers: ['A', 'B'] }, /Which\?[\s\S]*A[\s\S]*B/],
    [{ kind: 'geo', latitude: 1.5, longitude: 2.5 }, /1\.5[\s\S]*2\.5[\s\S]*https:/],
    [{ kind: 'geo_live', latitude: 1.5, longitude: 2.5 }, /1\.5[\s\S]*2\.5[\s\S]*https:/],
    [
      { kind: 'venue', latitude: 1, longitude: 2, title: 'Harbour', address: 'Pier 1' },
      /Harbour[\s\S]*Pier 1/,
    ],
    [{ kind: 'contact', phone: '15551234', firstName: 'Bea' }, /Bea[\s\S]*15551234/],
    [{ kind: 'dice', emoji: '🎯', value: 6 }, /🎯[\s\S]*6/],
  ])('%j is put in words', async (media, words) => {
    const { agent, account } = on();
    agent.sends(account, media);
    const message = await on().nextHeard();
    expect(message.text.text).toMatch(words);
    expect(message.files).toEqual([]);
  });

  test.each<[PersonService, string]>([
    [
      { kind: 'phone_call', outcome: 'missed' },
      '📞 Call from the agent, which can’t be taken here: please write instead',
    ],
    [
      { kind: 'phone_call', outcome: 'declined', isVideo: true },
      '📹 Video call from the agent, which can’t be taken here: please write instead',
    ],
    [{ kind: 'phone_call', outcome: 'ended', seconds: 125 }, '📞 Call, 2 min 5 s'],
    [{ kind: 'gift', months: 3 }, '🎁 A gift, which can only be opened on Telegram'],
  ])('%j is told in a sentence', async (service, words) => {
    const { agent, account } = on();
    agent.causes(account, service);
    expect(await on().nextHeard()).toMatchObject({ text: { text: words }, files: [] });
  });
});
