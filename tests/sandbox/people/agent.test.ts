import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Agent } from '../../../sandbox/people/agent.js';
import type { Moment } from '../../../sandbox/people/narrator.js';
import { Stage } from '../../../sandbox/stage/stage.js';
import type { Account } from '../../../sandbox/telegram/account.js';

let stage: Stage;
let agent: Agent;
let account: Account;
const bytes = Buffer.from('bytes');

// No bot: the account is moved by hand.
beforeAll(async () => {
  stage = await Stage.set();
  const scene = await stage.addScene();
  const [first] = scene.accounts;
  if (first === undefined) throw new Error('no account');
  [agent, account] = [scene.agent, first];
});
afterAll(() => stage.close());

it('sends, changes and takes back what the other side sees', () => {
  const text = agent.replies(account, 'Hello');
  const photo = agent.sends(account, { kind: 'photo', bytes }, { caption: 'Look', replyTo: text });
  const album = agent.sendsAlbum(account, [
    { kind: 'photo', bytes },
    { kind: 'video', bytes },
  ]);
  agent.causes(account, { kind: 'phone_call', outcome: 'missed' });
  agent.edits(account, text, 'Hello there');
  agent.edits(account, photo, 'Look here');
  agent.reacts(account, photo, '🔥');
  agent.deletes(account, album.slice(0, 1));
  expect(account.seesChatWith(agent)).toMatchObject([
    { text: 'Hello there', isEdited: true, media: undefined },
    { text: 'Look here', media: { kind: 'photo' }, reactions: new Map([[agent.id, '🔥']]), replyToId: 1 },
    { media: { kind: 'video' } },
    { text: '', action: { className: 'MessageActionPhoneCall' } },
  ]);
  agent.types(account);
  expect(account.seesTyping(agent)).toBe(true);
});

it('sees what it looks for, be it words or anything else, and tells of it', async () => {
  const moments: Moment[] = [];
  const stop = stage.narrator.listen((moment) => moments.push(moment));
  const document = { kind: 'document', bytes, name: 'rates.pdf' } as const;
  account.sends(agent, document, { caption: 'Prices' });
  const seen = await agent.sees(account, ({ media }) => media?.kind === 'document');
  expect(await agent.sees(account, /^Prices/)).toEqual({ ...seen, media: expect.anything() });
  stop();
  expect(moments.filter(({ kind }) => kind === 'saw')).toMatchObject([
    { who: agent.name, text: '[document rates.pdf] Prices' },
  ]);
  agent.reads(account);
  expect(account.seesChatWith(agent).at(-1)?.isRead).toBe(true);
});
