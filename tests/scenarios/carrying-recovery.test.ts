import { beforeAll, describe, expect, it } from 'vitest';
import type { CallMatch } from '../../sandbox/call-pattern.js';
import type { DiscordPerson } from '../../sandbox/people/discord-person.js';
import { beginsToTalk, type Conversation } from '../../sandbox/story/conversation.js';
import { killAtAll } from './support/crash-batch.js';
import { onStage } from './support/on-stage.js';

const one = { accounts: 1, members: ['Mia'] };
const scenery = {
  editedUnsent: one,
  editedSent: one,
  deletedUnsent: one,
  deletedSent: one,
  agentEdits: one,
  agentDeletes: one,
  partsHere: one,
  partsThere: one,
  twoAtOnce: one,
  catchUpThere: one,
  catchUpHere: one,
};
type Name = keyof typeof scenery;

describe('what the process left between intent and outcome', () => {
  const on = onStage(scenery, { timings: { telegramCallMs: 10_000 } });
  const talks = new Map<string, Conversation>();
  const paragraphs = ['first', 'second', 'third'].map((word) => `${word} `.repeat(210).trim());

  beforeAll(async () => {
    // The harder answer: what was sent has to be found in the chat.
    on.stage.telegram.settings.repeatedRandomId = 'refuse';
    await Promise.all(
      Object.keys(scenery).map(async (name) => {
        const scene = on.stage.scenes.find(({ plan }) => plan.name === name);
        if (scene !== undefined) talks.set(name, await beginsToTalk(scene, scene.member('Mia')));
      }),
    );
    const said = new Map<Name, { id: string; channelId: string }>();
    const written = new Map<Name, number>();
    const says = (name: Name, text: string) => () => said.set(name, mia(name).says(talk(name).thread, text));
    const writes = (name: Name, text: string) => () =>
      written.set(name, on.scene(name).agent.replies(talk(name).account, text));

    await killAtAll(on.stage, 'before', [
      {
        name: 'editedUnsent',
        call: sendsOf('editedUnsent'),
        act: says('editedUnsent', 'I take the smal one.'),
      },
      { name: 'deletedUnsent', call: sendsOf('deletedUnsent'), act: says('deletedUnsent', 'Forget it.') },
      {
        name: 'partsHere',
        call: postsOf('partsHere', 'second'),
        act: writes('partsHere', paragraphs.join('\n\n')),
      },
    ]);
    mia('editedUnsent').edits(found(said, 'editedUnsent'), 'I take the small one.');
    mia('deletedUnsent').deletes(found(said, 'deletedUnsent'));
    await on.stage.startBot();

    await killAtAll(on.stage, 'after', [
      { name: 'editedSent', call: sendsOf('editedSent'), act: says('editedSent', 'I take the smal one.') },
      { name: 'deletedSent', call: sendsOf('deletedSent'), act: says('deletedSent', 'Forget it.') },
      {
        name: 'agentEdits',
        call: postsOf('agentEdits', '20'),
        act: writes('agentEdits', 'That is 20 euros.'),
      },
      {
        name: 'agentDeletes',
        call: postsOf('agentDeletes', '20'),
        act: writes('agentDeletes', 'That is 20 euros.'),
      },
      {
        name: 'partsThere',
        call: sendsOf('partsThere'),
        act: says('partsThere', '<t:0>'.repeat(400)),
      },
      { name: 'twoAtOnce', call: sendsOf('twoAtOnce'), act: says('twoAtOnce', 'From Mia, 1.') },
    ]);
    mia('editedSent').edits(found(said, 'editedSent'), 'I take the small one.');
    mia('deletedSent').deletes(found(said, 'deletedSent'));
    on.scene('agentEdits').agent.person.edits(found(written, 'agentEdits'), 'That is 25 euros.');
    on.scene('agentDeletes').agent.person.deletes([found(written, 'agentDeletes')]);
    writes('twoAtOnce', 'From Ada, 1.')();
    for (const number of [1, 2, 3]) {
      says('catchUpThere', `From Mia, ${number}.`)();
      writes('catchUpHere', `From Ada, ${number}.`)();
    }
    // Catch-up is held at its first message, and live ones come in behind it.
    const held = { there: hold(sendsOf('catchUpThere')), here: hold(postsOf('catchUpHere', 'From Ada')) };
    await on.stage.startBot();
    await Promise.all([held.there.arrived, held.here.arrived]);
    for (const number of [4, 5]) {
      says('catchUpThere', `From Mia, ${number}.`)();
      writes('catchUpHere', `From Ada, ${number}.`)();
    }
    held.there.release();
    held.here.release();
  }, 60_000);

  it('a live message waits behind what is caught up', async () => {
    await expectChat(
      'catchUpThere',
      [1, 2, 3, 4, 5].map((number) => `From Mia, ${number}.`),
    );
    await expectThread(
      'catchUpHere',
      [1, 2, 3, 4, 5].map((number) => `From Ada, ${number}.`),
    );
  });

  it('a message that was edited before it was sent says what it says now', () =>
    expectChat('editedUnsent', ['I take the small one.']));

  it('a message that was edited after it was sent is edited there, too', () =>
    expectChat('editedSent', ['I take the small one.']));

  it('a message that was deleted before it was sent is not sent', () => expectChat('deletedUnsent', []));

  it('a message that was deleted after it was sent is deleted there, too', () =>
    expectChat('deletedSent', []));

  it('what the agent edited stands once', () => expectThread('agentEdits', [/^That is 2[05] euros\.$/]));

  it('what the agent deleted meanwhile is taken back, and holds nothing up', () =>
    expectThread('agentDeletes', []));

  it('a long message of the agent goes on with the part at which it broke off', () =>
    expectThread('partsHere', paragraphs));

  it('a long message of the member goes on with the part at which it broke off', async () => {
    await goOn('partsThere');
    const words = linesOfChat('partsThere').slice(0, -1);
    expect(words.length).toBeGreaterThan(1);
    expect(words.join(' ').match(/1 January 1970/g)).toHaveLength(400);
  });

  it('both directions recover', async () => {
    await expectThread('twoAtOnce', ['From Ada, 1.']);
    expect(linesOfChat('twoAtOnce').filter((text) => text === 'From Mia, 1.')).toHaveLength(1);
  });

  /** Between the agent's first words and the last ones of the test, the member wrote this and nothing else. */
  async function expectChat(name: Name, lines: readonly string[]): Promise<void> {
    await goOn(name);
    expect(linesOfChat(name)).toEqual([...lines, 'One more thing.']);
  }

  async function expectThread(name: Name, lines: readonly (string | RegExp)[]): Promise<void> {
    await goOn(name);
    expect(linesOfThread(name)).toEqual([
      ...lines.map((line) => (typeof line === 'string' ? line : expect.stringMatching(line))),
      'Of course.',
    ]);
  }

  /** A word each way: whatever was to be caught up has been by then. */
  async function goOn(name: Name): Promise<void> {
    const { thread, account } = talk(name);
    mia(name).says(thread, 'One more thing.');
    await on.scene(name).agent.sees(account, 'One more thing.');
    on.scene(name).agent.replies(account, 'Of course.');
    await mia(name).sees(thread, 'Of course.');
  }

  function linesOfChat(name: Name): readonly string[] {
    const lines = on.scene(name).agent.person.seesChatWith(talk(name).account);
    const start = lines.findIndex(({ text }) => text.startsWith('With pleasure!'));
    return lines
      .slice(start + 1)
      .filter(({ isOut }) => !isOut)
      .map(({ text }) => text);
  }

  function linesOfThread(name: Name): readonly string[] {
    const lines = mia(name)
      .looksAt(talk(name).thread)
      .filter(({ authorId }) => authorId !== mia(name).id);
    const start = lines.findIndex(({ text }) => text.startsWith('With pleasure!'));
    return lines.slice(start + 1).map(({ text }) => text);
  }

  function sendsOf(name: Name): CallMatch {
    return { service: 'telegram', method: 'messages.SendMessage', account: talk(name).account.id };
  }

  function postsOf(name: Name, words: string): CallMatch {
    return {
      service: 'discord',
      method: 'POST',
      path: `/channels/${talk(name).thread.id}/messages`,
      where: ({ body }) => JSON.stringify(body).includes(words),
    };
  }

  function hold(call: CallMatch): { readonly arrived: Promise<void>; readonly release: () => void } {
    let release = (): void => {};
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    const arrived = new Promise<void>((resolve) => {
      on.stage.faults.onRequest(call, 'before', () => {
        resolve();
        return released;
      });
    });
    return { arrived, release };
  }

  function mia(name: Name): DiscordPerson {
    return on.scene(name).member('Mia');
  }

  function talk(name: Name): Conversation {
    return found(talks, name);
  }

  function found<T>(entries: ReadonlyMap<string, T>, name: Name): T {
    const entry = entries.get(name);
    if (entry === undefined) throw new Error(`nothing of ${name}`);
    return entry;
  }
});
