import { expect, test } from 'vitest';
import type { PersonMedia } from '../../../sandbox/telegram/person-media.js';
import { numbered, onFileBench } from '../support/file-bench.js';
import { until } from '../support/telegram-bench.js';

const on = onFileBench();
const bytes = numbered(3_000);
const photo = (size: number): PersonMedia => ({ kind: 'photo', bytes: numbered(size) });

test('an album is one message, its items in order', async () => {
  const { agent, account } = on();
  agent.sendsAlbum(account, [photo(1), photo(2), photo(3)], { caption: 'three' });
  agent.says(account, 'behind it');
  await until(() => on().heard().length === 2);
  const [album, behind] = on().heard();
  expect(album?.ids).toHaveLength(3);
  expect(album?.id).toBe(album?.ids[0]);
  expect(album?.text.text).toBe('three');
  expect(album?.files.map(({ size }) => size)).toEqual([1, 2, 3]);
  expect(behind?.text.text).toBe('behind it');
});

test('an album that was missed is one message too', async () => {
  const { bench, agent, account } = on();
  await bench.fleet.stop();
  agent.sendsAlbum(account, [
    { kind: 'photo', bytes },
    { kind: 'video', bytes },
  ]);
  await bench.restartFleet(account);
  expect((await on().nextHeard()).files.map(({ kind }) => kind)).toEqual(['photo', 'video']);
  expect(on().heard()).toHaveLength(1);
});

test('albums that follow one another at once stay apart, live and when they were missed', async () => {
  const { bench, agent, account } = on();
  const send = (): void => {
    agent.sendsAlbum(account, [photo(1), photo(2)], { caption: 'first' });
    agent.sendsAlbum(account, [photo(3), photo(4)], { caption: 'second' });
    agent.sends(account, photo(5), { caption: 'alone' });
    agent.sendsAlbum(account, [photo(6), photo(7)]);
  };
  const shown = () =>
    on()
      .heard()
      .map(({ text, files }) => [text.text, ...files.map(({ size }) => size)]);
  const all = [
    ['first', 1, 2],
    ['second', 3, 4],
    ['alone', 5],
    ['', 6, 7],
  ];
  send();
  await until(() => shown().length >= 4);
  expect(shown()).toEqual(all);
  await bench.fleet.stop();
  send();
  await bench.restartFleet(account);
  await until(() => shown().length >= 8);
  expect(shown()).toEqual([...all, ...all]);
});
