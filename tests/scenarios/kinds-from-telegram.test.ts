import { beforeAll, describe, expect, it } from 'vitest';
import { until } from '../../sandbox/stage/until.js';
import { beginsToTalk, type Conversation } from '../../sandbox/story/conversation.js';
import { fromTelegram } from '../relay/carried/from-telegram.js';
import { showInThread } from '../relay/carried/shown.js';
import { onStage } from './support/on-stage.js';
import { recorded } from './support/recorded.js';

const on = onStage(
  Object.fromEntries(fromTelegram.map(({ what }) => [what, { accounts: 1, members: ['Mia'] }])),
);

const talks = new Map<string, Conversation>();

function talk(what: string): Conversation {
  const found = talks.get(what);
  if (found === undefined) throw new Error(`nobody talks in ${what}`);
  return found;
}

/** What the bot posted in the thread behind the greeting. */
const standing = (what: string) => {
  const scene = on.scene(what);
  const { botId } = scene.stage.discord.world.application;
  const posts = scene.staff.looksAt(talk(what).thread).filter(({ authorId }) => authorId === botId);
  return posts.slice(posts.findIndex(({ text }) => text.startsWith('With pleasure')) + 1);
};

const stands = async (what: string, lines: readonly string[]): Promise<void> => {
  const shown = () => standing(what).map(showInThread);
  await until('it', () => JSON.stringify(shown()) === JSON.stringify(lines)).catch(() => {});
  expect(shown()).toEqual(lines);
};

beforeAll(async () => {
  await Promise.all(
    fromTelegram.map(async ({ what }) => {
      const scene = on.scene(what);
      talks.set(what, await beginsToTalk(scene, scene.member('Mia')));
    }),
  );
}, 60_000);

describe.each(fromTelegram)('$what, from the agent to the member', (kind) => {
  const { what, canBeEdited } = kind;

  it('arrives, is answered, edited and deleted', async () => {
    const scene = on.scene(what);
    const { agent } = scene;
    const mia = scene.member('Mia');
    const { thread, account } = talk(what);
    const ids = kind.send(agent, account, 'Have a look');
    const [sent = 0] = ids;
    await stands(what, kind.stands('Have a look'));
    const [copy] = standing(what);
    await recorded(scene, talk(what), 'to_discord', copy?.id ?? '');

    const answer = mia.says(thread, 'I see', copy ? { replyTo: copy } : {});
    expect((await agent.sees(account, 'I see')).replyToId).toBe(sent);
    mia.deletes(answer);
    const own = agent.replies(account, 'And this', { replyTo: sent });
    expect((await mia.sees(thread, 'And this')).replyToId).toBe(copy?.id);
    agent.deletes(account, [own]);
    await stands(what, kind.stands('Have a look'));

    if (canBeEdited) {
      agent.edits(account, sent, 'Have another look');
      await stands(what, kind.stands('Have another look'));
      expect(standing(what)[0]?.id).toBe(copy?.id);
    }
    agent.deletes(account, ids);
    await stands(what, []);
  });
});

describe('while the bot is down (matterbridge#325, matterbridge#825)', () => {
  beforeAll(async () => {
    const before = new Map<string, { edited: readonly number[]; deleted: readonly number[] }>();
    const send = (kind: (typeof fromTelegram)[number], words: string) =>
      kind.send(on.scene(kind.what).agent, talk(kind.what).account, words);
    for (const kind of fromTelegram)
      before.set(kind.what, { edited: send(kind, 'Frist'), deleted: send(kind, 'Second') });
    for (const kind of fromTelegram)
      await stands(kind.what, [...kind.stands('Frist'), ...kind.stands('Second')]);
    await on.stage.bot.stop();
    for (const kind of fromTelegram) {
      const { agent } = on.scene(kind.what);
      const { account } = talk(kind.what);
      const known = before.get(kind.what);
      if (known === undefined) continue;
      if (kind.canBeEdited) agent.edits(account, known.edited[0] ?? 0, 'First');
      agent.deletes(account, known.deleted);
      send(kind, 'Third');
    }
    await on.stage.startBot();
  }, 60_000);

  it.each(fromTelegram)(
    '$what: carried, edited and deleted once it is back (TediCross#373)',
    ({ what, canBeEdited, stands: of }) =>
      stands(what, [...of(canBeEdited ? 'First' : 'Frist'), ...of('Third')]),
  );
});
