import { beforeAll, describe, expect, it } from 'vitest';
import type { SeenMessage } from '../../sandbox/people/seen-message.js';
import { until } from '../../sandbox/stage/until.js';
import { beginsToTalk, type Conversation } from '../../sandbox/story/conversation.js';
import { fromDiscord } from '../relay/carried/from-discord.js';
import { showInChat } from '../relay/carried/shown.js';
import { onStage } from './support/on-stage.js';
import { recorded } from './support/recorded.js';

const on = onStage(
  Object.fromEntries(fromDiscord.map(({ what }) => [what, { accounts: 1, members: ['Mia'] }])),
);

const talks = new Map<string, Conversation>();

function talk(what: string): Conversation {
  const found = talks.get(what);
  if (found === undefined) throw new Error(`nobody talks in ${what}`);
  return found;
}

/** What stands in the agent's chat behind the greeting. */
const standing = (what: string) => {
  const chat = on.scene(what).agent.person.seesChatWith(talk(what).account);
  return chat.slice(chat.findIndex(({ text }) => text.startsWith('With pleasure')) + 1);
};

const stands = async (what: string, lines: readonly string[]): Promise<void> => {
  const shown = () => standing(what).map(showInChat);
  await until('it', () => JSON.stringify(shown()) === JSON.stringify(lines)).catch(() => {});
  expect(shown()).toEqual(lines);
};

beforeAll(async () => {
  await Promise.all(
    fromDiscord.map(async ({ what }) => {
      const scene = on.scene(what);
      talks.set(what, await beginsToTalk(scene, scene.member('Mia')));
    }),
  );
}, 60_000);

describe.each(fromDiscord)('$what, from the member to the agent', (kind) => {
  const { what, canBeEdited } = kind;
  const send = (words: string): SeenMessage => {
    const scene = on.scene(what);
    return kind.send(scene.member('Mia'), talk(what).thread, words, scene);
  };

  it('arrives, is answered, edited and deleted', async () => {
    const scene = on.scene(what);
    const mia = scene.member('Mia');
    const { thread, account } = talk(what);
    const sent = send('Have a look');
    await stands(what, kind.stands('Have a look'));
    const [copy] = standing(what);
    await recorded(scene, talk(what), 'to_telegram', String(copy?.id));

    const answer = scene.agent.replies(account, 'I see', copy ? { replyTo: copy.id } : {});
    const shownAnswer = await mia.sees(thread, 'I see');
    expect(shownAnswer.replyToId).toBe(sent.id);
    scene.agent.deletes(account, [answer]);
    const own = mia.says(thread, 'And this', { replyTo: sent });
    expect((await scene.agent.sees(account, 'And this')).replyToId).toBe(copy?.id);
    mia.deletes(own);
    await stands(what, kind.stands('Have a look'));

    if (canBeEdited) {
      mia.edits(sent, 'Have another look');
      await stands(what, kind.stands('Have another look'));
      expect(standing(what)[0]?.id).toBe(copy?.id);
    }
    mia.deletes(sent);
    await stands(what, []);
  });
});

describe('while the bot is down (matterbridge#325, matterbridge#825)', () => {
  beforeAll(async () => {
    const before = new Map<string, { edited: SeenMessage; deleted: SeenMessage }>();
    const send = (kind: (typeof fromDiscord)[number], words: string) =>
      kind.send(on.scene(kind.what).member('Mia'), talk(kind.what).thread, words, on.scene(kind.what));
    for (const kind of fromDiscord)
      before.set(kind.what, { edited: send(kind, 'Frist'), deleted: send(kind, 'Second') });
    for (const kind of fromDiscord)
      await stands(kind.what, [...kind.stands('Frist'), ...kind.stands('Second')]);
    await on.stage.bot.stop();
    for (const kind of fromDiscord) {
      const mia = on.scene(kind.what).member('Mia');
      const known = before.get(kind.what);
      if (known === undefined) continue;
      if (kind.canBeEdited) mia.edits(known.edited, 'First');
      mia.deletes(known.deleted);
      send(kind, 'Third');
    }
    await on.stage.startBot();
  }, 60_000);

  it.each(fromDiscord)(
    '$what: carried, edited and deleted once it is back (TediCross#373)',
    ({ what, canBeEdited, stands: of }) =>
      stands(what, [...of(canBeEdited ? 'First' : 'Frist'), ...of('Third')]),
  );
});
