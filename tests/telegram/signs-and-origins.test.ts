import { Api } from 'telegram';
import { describe, expect, test } from 'vitest';
import type { ForwardedFrom } from '../../sandbox/telegram/person-media.js';
import { onFileBench } from './support/file-bench.js';
import { until } from './support/telegram-bench.js';

const on = onFileBench();

test('reactions are told whole, in either form', async () => {
  const { account, agent, bench } = on();
  const id = account.says(agent, 'react!');
  const theirs = agent.seesChatWith(account)[0]?.id ?? 0;
  for (const form of ['edit', 'updateMessageReactions'] as const) {
    bench.telegram.settings.reactionForm = form;
    bench.handler.heard.length = 0;
    agent.reacts(theirs, '👍');
    agent.reacts(theirs, null);
    const reacted = (): unknown[] =>
      bench.handler.heard.flatMap(({ event }) => (event.kind === 'reacted' ? [event] : []));
    await until(() => reacted().length === 2);
    expect(reacted()).toEqual([
      { kind: 'reacted', peerUserId: agent.id, messageId: id, emoji: ['👍'] },
      { kind: 'reacted', peerUserId: agent.id, messageId: id, emoji: [] },
    ]);
  }
});

const from: readonly [string, (known: { id: string }) => ForwardedFrom, string][] = [
  ['a person', (user) => ({ user }), 'Bea Berg'],
  ['a channel', () => ({ channel: 'Harbour News' }), 'Harbour News'],
  ['a signed post', () => ({ channel: 'Harbour News', signature: 'Ben' }), 'Harbour News (Ben)'],
  ['somebody who hides', () => ({ hidden: 'Nobody Known' }), 'Nobody Known'],
];

describe('typing', () => {
  const upload = { progress: 10 };
  const seen: readonly Api.TypeSendMessageAction[] = [
    new Api.SendMessageTypingAction(),
    new Api.SendMessageRecordAudioAction(),
    new Api.SendMessageUploadAudioAction(upload),
    new Api.SendMessageRecordVideoAction(),
    new Api.SendMessageUploadVideoAction(upload),
    new Api.SendMessageRecordRoundAction(),
    new Api.SendMessageUploadRoundAction(upload),
    new Api.SendMessageUploadPhotoAction(upload),
    new Api.SendMessageUploadDocumentAction(upload),
    new Api.SendMessageGeoLocationAction(),
    new Api.SendMessageChooseContactAction(),
    new Api.SendMessageChooseStickerAction(),
  ];
  const ignored: readonly Api.TypeSendMessageAction[] = [
    new Api.SendMessageCancelAction(),
    new Api.SendMessageGamePlayAction(),
    new Api.SendMessageHistoryImportAction(upload),
    new Api.SpeakingInGroupCallAction(),
    new Api.SendMessageEmojiInteractionSeen({ emoticon: '🎉' }),
  ];

  test('is told at once for whatever a message may come of, and for nothing else', async () => {
    const { account, agent, bench } = on();
    for (const action of ignored) agent.types(account, { action });
    for (const action of seen) agent.types(account, { action });
    // Updates come in order: what is heard behind them comes last.
    agent.says(account, 'done');
    await until(() => bench.handler.words.includes('done'));
    const sign = { accountId: account.id, peerUserId: agent.id };
    expect(bench.handler.typing).toEqual(seen.map(() => sign));
  });
});

describe('an answer', () => {
  test('names what it answers', async () => {
    const { account, agent } = on();
    const first = agent.says(account, 'first');
    agent.says(account, 'second', { replyTo: first });
    await until(() => on().heard().length === 2);
    const [answered, answer] = on().heard();
    expect(answer?.replyTo).toEqual({ id: String(answered?.id), quote: null });
  });

  test('brings the words that it quotes', async () => {
    const { account, agent } = on();
    const first = agent.says(account, 'the small plan and the big plan');
    agent.says(account, 'this one', { replyTo: first, quote: 'the big plan' });
    await until(() => on().heard().length === 2);
    expect(on().heard()[1]?.replyTo).toMatchObject({ quote: { text: 'the big plan' }, isMarked: true });
  });

  test.each(from)(
    'to %s in another chat brings the words alone, with their origin',
    async (_, origin, name) => {
      const { account, agent, bench } = on();
      const bea = bench.telegram.createPerson({ firstName: 'Bea', lastName: 'Berg' });
      // A channel's post has a number that is one of Bea's messages for the account.
      for (let count = 0; count < 8; count++) bea.says(account, 'between us');
      await until(() => on().heard().length === 8);
      agent.says(account, 'look', { elsewhere: { from: origin(bea), text: 'the big plan' } });
      await until(() => on().heard().length === 9);
      expect(on().heard()[8]?.replyTo).toEqual({
        id: null,
        quote: { text: `${name}: the big plan`, entities: [] },
      });
    },
  );
});

describe('a forwarded message', () => {
  test.each(from)(
    'of %s names its origin: live, missed, and when it is asked for',
    async (_, origin, name) => {
      const { account, agent, bench } = on();
      const bea = bench.telegram.createPerson({ firstName: 'Bea', lastName: 'Berg' });
      const chat = await on().chat;
      const forward = (text: string): void => void agent.says(account, text, { forwardedFrom: origin(bea) });
      const told = () =>
        on()
          .heard()
          .map(({ text }) => text.text);
      forward('live');
      await until(() => told().length === 1);
      await bench.fleet.stop();
      forward('missed');
      await bench.restartFleet(account);
      await until(() => told().length === 2);
      const words = `↪️ Forwarded from ${name}`;
      expect(told()).toEqual([`${words}\nlive`, `${words}\nmissed`]);
      const ids = on()
        .heard()
        .map(({ id }) => id);
      const asked = await bench.fleet.messages.messages(chat, ids);
      expect(asked.map(({ text }) => text.text)).toEqual(told());
    },
  );
});
