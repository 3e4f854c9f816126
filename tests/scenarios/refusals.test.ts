import { describe, expect, it } from 'vitest';
import type { CallMatch, OutsideCall } from '../../sandbox/call-pattern.js';
import { until } from '../../sandbox/stage/until.js';
import { beginsToTalk } from '../../sandbox/story/conversation.js';
import { killAtAll } from './support/crash-batch.js';
import { onStage } from './support/on-stage.js';

const one = { accounts: 1 };
const on = onStage({
  saidTwice: one,
  heardTwice: one,
  cursed: one,
  nobody: one,
  unanswered: { accounts: 2 },
});

/** What an account writes with these words. */
function writes(account: { readonly id: string }, words: string): CallMatch {
  return {
    service: 'telegram',
    method: 'messages.SendMessage',
    account: account.id,
    where: ({ body }) => JSON.stringify(body, asText).includes(words),
  };
}

/** The body of a call to Telegram holds big numbers. */
function asText(_key: string, value: unknown): unknown {
  return typeof value === 'bigint' ? value.toString() : value;
}

function randomIdOf({ body }: OutsideCall): string {
  return typeof body === 'object' && body !== null && 'randomId' in body ? String(body.randomId) : '';
}

describe('what can’t be delivered', () => {
  it('is said to its author although saying it failed at first', async () => {
    const scene = on.scene('saidTwice');
    const mia = scene.member('Mia');
    const { thread, account } = await beginsToTalk(scene, mia);
    scene.agent.person.blocks(account);
    const saying = on.stage.faults.fail(`POST /channels/${thread.id}/messages`, { times: 2 });
    const { id } = mia.says(thread, 'Are you there?');
    expect((await mia.sees(thread, 'could not be delivered')).replyToId).toBe(id);
    expect(saying.hits).toBe(2);
    scene.agent.person.unblocks(account);
    mia.says(thread, 'And now?');
    await scene.agent.sees(account, 'And now?');
    expect(mia.countsIn(thread, 'could not be delivered')).toBe(1);
    expect(scene.agent.wordsWith(account)).not.toContain('Are you there?');
  });

  it('is said to the agent although saying it failed at first', async () => {
    const scene = on.scene('heardTwice');
    const mia = scene.member('Mia');
    const { thread, account } = await beginsToTalk(scene, mia);
    const posts: CallMatch = {
      service: 'discord',
      method: 'POST',
      path: `/channels/${thread.id}/messages`,
      where: ({ body }) => JSON.stringify(body).includes('A bad word'),
    };
    on.stage.faults.fail(posts, { status: 400, code: 200000, message: 'Blocked by AutoMod', times: 9 });
    const saying = on.stage.faults.fail(writes(account, 'Not delivered'));
    scene.agent.replies(account, 'A bad word');
    await scene.agent.sees(account, 'Not delivered');
    expect(saying.hits).toBe(1);
    scene.agent.replies(account, 'A good word');
    await mia.sees(thread, 'A good word');
    expect(mia.countsIn(thread, 'A bad word')).toBe(0);
    const told = scene.agent.wordsWith(account).filter((text) => text.includes('Not delivered'));
    expect(told).toHaveLength(1);
  });

  it('does not hold up what comes after it when it was left behind by a death', async () => {
    const scene = on.scene('cursed');
    const mia = scene.member('Mia');
    const { thread, account } = await beginsToTalk(scene, mia);
    let cursed = '';
    await killAtAll(on.stage, 'before', [
      {
        name: 'the cursed one',
        call: writes(account, 'Cursed'),
        act: () => {
          cursed = mia.says(thread, 'Cursed').id;
        },
      },
    ]);
    // A refusal that nobody foresaw, for ever.
    on.stage.faults.fail(writes(account, 'Cursed'), {
      status: 400,
      message: 'ENTITY_BOUNDS_INVALID',
      times: Number.POSITIVE_INFINITY,
    });
    mia.says(thread, 'Blessed');
    await on.stage.startBot();
    await scene.agent.sees(account, 'Blessed');
    const told = await mia.sees(thread, 'could not be delivered');
    expect(told.replyToId).toBe(cursed);
    expect(mia.countsIn(thread, 'could not be delivered')).toBe(1);
  });

  it('does not silence an account whose answer to the agent is limited while nobody is there', async () => {
    const scene = on.scene('nobody');
    const mia = scene.member('Mia');
    const first = await beginsToTalk(scene, mia);
    const { account } = first;
    await mia.runs('/vip end', {}, first.thread);
    await scene.closed(first.thread, 'ended_by_member');
    // The answer to the first message is refused however often it is tried: its random_id tells it from others.
    const answer = writes(account, 'nobody is connected');
    const randomIds = new Set<string>();
    const limited = on.stage.faults.fail(
      {
        ...answer,
        where: (call) => {
          if (answer.where?.(call) !== true) return false;
          if (randomIds.size === 0) randomIds.add(randomIdOf(call));
          return randomIds.has(randomIdOf(call));
        },
      },
      { status: 400, message: 'PEER_FLOOD', times: Number.POSITIVE_INFINITY },
    );
    scene.agent.writesBlindly(account, 'Anybody there?');
    await until('the answer to be refused', () => limited.hits > 0);
    scene.agent.writesBlindly(account, 'Hello?');
    await scene.agent.sees(account, 'nobody is connected');
    expect(limited.hits).toBe(1);
  });
});

describe('the last answer to a press', () => {
  it.each(['fail', 'drop'] as const)(
    'is given although Discord did not take it at first: %s',
    async (how) => {
      const scene = on.scene('unanswered');
      const answering = on.stage.faults[how]({
        service: 'discord',
        method: 'PATCH',
        where: ({ path }) => path.startsWith('/webhooks/'),
      });
      const { text } = await scene.member(how === 'fail' ? 'Mia' : 'Noah').presses('Upgrade to VIP');
      expect(text).toContain('Your conversation is open');
      expect(answering.hits).toBe(1);
    },
  );
});
