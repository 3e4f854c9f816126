import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { FileConnections } from '../../src/telegram/file-connections.js';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** The library closes a connection halfway 30 s after the last call over it. */
const libraryMs = 30_000;

test('a file connection that nobody uses is given up before the library closes it halfway', async () => {
  const givenUp: number[] = [];
  const files = new FileConnections(async (dcId) => void givenUp.push(dcId));
  await files.use(2, async () => {});
  await vi.advanceTimersByTimeAsync(15_000);
  await files.use(2, async () => {});
  await vi.advanceTimersByTimeAsync(15_000);
  expect(givenUp).toEqual([]);
  await vi.advanceTimersByTimeAsync(libraryMs - 15_000 - 1);
  expect(givenUp).toEqual([2]);
});

test('not while a call is under way, and not when the link is over', async () => {
  const givenUp: number[] = [];
  const files = new FileConnections(async (dcId) => void givenUp.push(dcId));
  let end = (): void => {};
  const call = files.use(2, () => new Promise<void>((resolve) => (end = resolve)));
  await files.use(2, async () => {});
  await vi.advanceTimersByTimeAsync(libraryMs);
  expect(givenUp).toEqual([]);
  end();
  await call;
  files.stop();
  await vi.advanceTimersByTimeAsync(libraryMs);
  expect(givenUp).toEqual([]);
});
