import { Hono } from 'hono';
import { afterEach, describe, expect, it } from 'vitest';
import { ChangeFeed } from '../../../sandbox/control/feed/change-feed.js';
import { answerEvents, eventIdOf } from '../../../sandbox/control/feed/event-stream.js';
import type { Cast } from '../../../sandbox/control/protocol.js';
import { until } from '../../../sandbox/stage/until.js';
import { EventReader } from './support/event-reader.js';
import { onControl } from './support/on-control.js';

const on = onControl({ withBot: false });
const open: EventReader[] = [];
afterEach(async () => {
  for (const reader of open.splice(0)) await reader.close();
});

function read(response: Response): EventReader {
  const reader = new EventReader(response);
  open.push(reader);
  return reader;
}

async function listen(lastEventId?: string, query = ''): Promise<EventReader> {
  const headers = lastEventId === undefined ? {} : { 'last-event-id': lastEventId };
  const reader = read(await fetch(`${on.address}/events${query}`, { headers }));
  await until('the greeting', () => reader.names.includes('hello'));
  return reader;
}

const says = (text: string) => on.person('Mia', { act: 'says', where: on.scene.plan.generalChannelId, text });
const change = (topic: string) => `{"topic":"${topic}","guildId":"${on.scene.guildId}"}`;

describe('the event stream', () => {
  it('greets, and tells in which guild something changed', async () => {
    const reader = await listen();
    await says('hello');
    await until('the change', () =>
      reader.dataOf('changed').some((data) => data.includes(change('discord'))),
    );
    const [account] = on.scene.accounts;
    await on.agent({ act: 'writesBlindly', account: account?.id ?? '', text: 'hello' });
    await until('the change', () =>
      reader.dataOf('changed').some((data) => data.includes(change('telegram'))),
    );
    expect(reader.names[0]).toBe('hello');
    expect(reader.names).not.toContain('restarted');
  });

  it('goes on after Last-Event-ID, with what was missed and no more', async () => {
    const first = await listen();
    await says('one');
    const seen = await until('an id', () => (first.lastId === '' ? undefined : first.lastId));
    await until(
      'all to be told',
      async () => (await on.read<Cast>('/page/cast')).lastEventId === first.lastId,
    );
    const last = first.lastId;
    expect(seen).toMatch(/^[0-9a-f]{8}\.\d+$/);
    await first.close();
    // Nothing happened meanwhile: nothing is told until something does.
    const second = await listen(last);
    await on.person('Mia', { act: 'acceptsDirectMessages', accepts: false });
    await until('the change', () => second.names.length > 1);
    expect(second.dataOf('changed').join()).not.toContain('"topic":"telegram"');
    await second.close();
    const { lastEventId } = await on.read<Cast>('/page/cast');
    await on.agent({ act: 'reads', account: on.scene.accounts[0]?.id ?? '' });
    const third = await listen(undefined, `?after=${lastEventId}`);
    await until('what was missed', () => third.dataOf('changed').join().includes(change('telegram')));
    expect(third.dataOf('changed').join()).not.toContain('"topic":"discord"');
    expect(third.names).not.toContain('restarted');
  });

  it.each(['00000000.1', 'nonsense', ''])('says that it restarted to who comes with “%s”', async (id) => {
    const reader = await listen(undefined, `?after=${id}`);
    await until('the news', () => reader.names.includes('restarted'));
    expect(reader.names.slice(0, 2)).toEqual(['hello', 'restarted']);
  });

  it('says so, too, when too much was missed to be told', async () => {
    const feed = new ChangeFeed();
    const app = new Hono().get('/events', (context) =>
      answerEvents(context, feed, () => ({ state: 'idle' })),
    );
    const line = { at: 0, level: 'info', text: 'x', fields: {} } as const;
    const before = eventIdOf(feed);
    feed.addLog(line);
    const after = eventIdOf(feed);
    for (let count = 0; count < 2_000; count += 1) feed.addLog(line);
    const come = async (id: string) =>
      read(await app.request('/events', { headers: { 'last-event-id': id } }));
    const late = await come(before);
    await until('the news', () => late.names.includes('restarted'));
    const inTime = await come(after);
    await until('the lines', () => inTime.names.includes('log'));
    expect(inTime.names).toEqual(['hello', 'log']);
    expect(JSON.parse(inTime.dataOf('log')[0] ?? '')).toMatchObject({ log: { length: 2_000 } });
  });
});
