import { randomBytes } from 'node:crypto';
import { Api } from 'telegram';
import { describe, expect, it } from 'vitest';
import type { SeenMessage } from '../../../sandbox/telegram/person.js';
import { toLong } from '../../../sandbox/telegram/tl/long.js';
import { useBench } from './bench.js';
import { send, uploadDocument } from './file-transfer.js';
import { until } from './real-client.js';

const bench = useBench();

function say(message: string, replyTo?: Api.TypeInputReplyTo): Promise<Api.TypeUpdates> {
  const { client, peer } = bench;
  const fields = { peer, message, ...(replyTo && { replyTo }) };
  return client.invoke(new Api.messages.SendMessage({ ...fields, randomId: toLong(Date.now()) }));
}

function edit(
  id: number,
  change: { message?: string; media?: Api.TypeInputMedia },
): Promise<Api.TypeUpdates> {
  return bench.client.invoke(new Api.messages.EditMessage({ peer: bench.peer, id, ...change }));
}

function chat(): SeenMessage[] {
  return bench.agent.seesChatWith(bench.account);
}

async function difference(from: Api.updates.State): Promise<Api.updates.TypeDifference> {
  const { pts, date } = from;
  return bench.client.invoke(new Api.updates.GetDifference({ pts, date, qts: 0 }));
}

describe('editing', () => {
  it('GIVEN a caption THEN it can be changed and taken away, within its limit', async () => {
    await send(bench, await uploadDocument(bench, randomBytes(9)), { message: 'old' });
    await edit(1, { message: 'new' });
    expect(chat()).toMatchObject([{ text: 'new', isEdited: true, media: { kind: 'document' } }]);
    await expect(edit(1, { message: 'new' })).rejects.toThrow('MESSAGE_NOT_MODIFIED');
    await expect(edit(1, { message: 'x'.repeat(1025) })).rejects.toThrow('MEDIA_CAPTION_TOO_LONG');
    await edit(1, { message: '' });
    expect(chat()).toMatchObject([{ text: '' }]);
  });

  it('GIVEN text THEN it can not become empty, too long or media', async () => {
    await say('text');
    await expect(edit(1, { message: ' ' })).rejects.toThrow('MESSAGE_EMPTY');
    await expect(edit(1, { message: 'x'.repeat(4097) })).rejects.toThrow('MESSAGE_TOO_LONG');
    const media = await uploadDocument(bench, randomBytes(9));
    await expect(edit(1, { message: 'x', media })).rejects.toThrow('MEDIA_PREV_INVALID');
  });

  it('GIVEN another file THEN it takes the place of the first', async () => {
    await send(bench, await uploadDocument(bench, randomBytes(9), 'old.txt'));
    await edit(1, { media: await uploadDocument(bench, randomBytes(20), 'new.txt'), message: 'v2' });
    expect(chat()).toMatchObject([{ text: 'v2', media: { name: 'new.txt', size: 20 } }]);
  });

  it('GIVEN 48 hours THEN the time for edits is over', async () => {
    await say('text');
    bench.telegram.clock.advance(49 * 3600_000);
    await expect(edit(1, { message: 'late' })).rejects.toThrow('MESSAGE_EDIT_TIME_EXPIRED');
  });

  it('GIVEN edits of the agent while the client was away THEN the difference has them', async () => {
    const id = bench.agent.sends(bench.account, { kind: 'photo', bytes: randomBytes(5) }, { caption: 'a' });
    const state = await bench.client.invoke(new Api.updates.GetState());
    bench.account.isPushing = false;
    bench.agent.edits(id, 'b');
    bench.agent.reacts(id, '👍');
    expect(await difference(state)).toMatchObject({
      newMessages: [],
      otherUpdates: [
        { className: 'UpdateEditMessage', pts: state.pts + 1, message: { message: 'b', editHide: false } },
        {
          className: 'UpdateEditMessage',
          pts: state.pts + 2,
          message: { reactions: { results: [{ reaction: { emoticon: '👍' } }] } },
        },
      ],
    });
  });
});

describe('replies', () => {
  it('GIVEN a reply with a quote THEN both sides see it in their own numbering', async () => {
    bench.telegram.createPerson({ firstName: 'Sam' }).says(bench.account, 'shifts the numbers');
    bench.agent.says(bench.account, 'One two three');
    const replyTo = new Api.InputReplyToMessage({ replyToMsgId: 2, quoteText: 'two' });
    await say('This one', replyTo);
    expect(chat()[1]).toMatchObject({ replyToId: 1 });
    const [own] = await bench.client.getMessages(bench.peer, { limit: 1 });
    expect(own?.replyTo).toMatchObject({ replyToMsgId: 2, quote: true, quoteText: 'two', quoteOffset: 4 });
    const wrong = new Api.InputReplyToMessage({ replyToMsgId: 2, quoteText: 'four' });
    await expect(say('x', wrong)).rejects.toThrow('QUOTE_TEXT_INVALID');
  });

  it('GIVEN a reply to what is not there THEN it is refused', async () => {
    const replyTo = new Api.InputReplyToMessage({ replyToMsgId: 77 });
    await expect(say('x', replyTo)).rejects.toThrow('REPLY_MESSAGE_ID_INVALID');
    expect(chat()).toEqual([]);
  });
});

describe('reactions', () => {
  const react = (msgId: number, reaction?: Api.TypeReaction[]): Promise<Api.TypeUpdates> => {
    const { client, peer } = bench;
    return client.invoke(new Api.messages.SendReaction({ peer, msgId, ...(reaction && { reaction }) }));
  };
  const emoji = (emoticon: string): Api.ReactionEmoji => new Api.ReactionEmoji({ emoticon });

  it('GIVEN reactions of the client THEN the agent sees them change and go', async () => {
    bench.agent.says(bench.account, 'Hello');
    expect(await react(1, [emoji('👍')])).toMatchObject({
      updates: [{ className: 'UpdateEditMessage', pts: 3, message: { editHide: true, message: 'Hello' } }],
    });
    expect(chat()[0]?.reactions.get(bench.account.id)).toBe('👍');
    await expect(react(1, [emoji('👍')])).rejects.toThrow('MESSAGE_NOT_MODIFIED');
    await react(1, [emoji('❤')]);
    expect(chat()[0]?.reactions.get(bench.account.id)).toBe('❤');
    await react(1, []);
    expect(chat()[0]?.reactions.size).toBe(0);
    expect(chat()[0]?.isEdited).toBe(false);
  });

  it('GIVEN what people without Premium can not react with THEN it is refused', async () => {
    bench.agent.says(bench.account, 'Hello');
    const refused: [number, Api.TypeReaction[], string][] = [
      [1, [emoji('🥦')], 'REACTION_INVALID'],
      [1, [emoji('❤️')], 'REACTION_INVALID'],
      [1, [new Api.ReactionEmpty()], 'REACTION_EMPTY'],
      [1, [emoji('👍'), emoji('🔥')], 'REACTIONS_TOO_MANY'],
      [1, [new Api.ReactionCustomEmoji({ documentId: toLong(1) })], 'PREMIUM_ACCOUNT_REQUIRED'],
      [9, [emoji('👍')], 'MESSAGE_ID_INVALID'],
    ];
    for (const [id, reaction, error] of refused) {
      await expect(react(id, reaction)).rejects.toThrow(error);
    }
    expect(chat()[0]?.reactions.size).toBe(0);
  });

  it('GIVEN the other form THEN they travel without pts, and can be asked for', async () => {
    bench.telegram.settings.reactionForm = 'updateMessageReactions';
    const id = bench.agent.says(bench.account, 'Hello');
    const { pts } = await bench.client.invoke(new Api.updates.GetState());
    bench.agent.reacts(id, '🔥');
    const update = {
      className: 'UpdateMessageReactions',
      msgId: 1,
      reactions: { results: [{ reaction: { emoticon: '🔥' }, count: 1 }], recentReactions: [{ my: false }] },
    };
    await until(() => bench.updates.some(({ className }) => className === update.className));
    expect(bench.updates.at(-1)).toMatchObject(update);
    expect(await bench.client.invoke(new Api.updates.GetState())).toMatchObject({ pts });
    const ask = new Api.messages.GetMessagesReactions({ peer: bench.peer, id: [1] });
    expect(await bench.client.invoke(ask)).toMatchObject({ updates: [update] });
    expect(await react(1, [emoji('🔥')])).toMatchObject({
      updates: [{ reactions: { results: [{ count: 2, chosenOrder: 0 }] } }],
    });
  });
});

describe('typing', () => {
  it('GIVEN the client types THEN the agent sees it until it is over', async () => {
    await say('Hello');
    const type = (action: Api.TypeSendMessageAction): Promise<boolean> =>
      bench.client.invoke(new Api.messages.SetTyping({ peer: bench.peer, action }));
    await type(new Api.SendMessageTypingAction());
    expect(bench.agent.seesTyping(bench.account)).toBe(true);
    await type(new Api.SendMessageCancelAction());
    expect(bench.agent.seesTyping(bench.account)).toBe(false);
    await type(new Api.SendMessageUploadPhotoAction({ progress: 50 }));
    expect(bench.agent.seesTyping(bench.account)).toBe(true);
    await say('done');
    expect(bench.agent.seesTyping(bench.account)).toBe(false);
    bench.agent.blocks(bench.account);
    await expect(type(new Api.SendMessageTypingAction())).rejects.toThrow('USER_IS_BLOCKED');
  });
});
