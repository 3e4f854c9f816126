import { describe, expect, it } from 'vitest';
import { until } from '../../sandbox/stage/until.js';
import { findsCustomer } from '../../sandbox/story/conversation.js';
import { onStage } from './support/on-stage.js';

const crowd = Array.from({ length: 50 }, (_, index) => `Guest${index + 1}`);
const on = onStage({
  clicks: { accounts: 3 },
  rounds: { accounts: 1 },
  crowd: { accounts: 10, members: crowd },
});

describe('rushes', () => {
  it('makes one session of 25 clicks at once (Modmail#3022)', async () => {
    const scene = on.scene('clicks');
    const mia = scene.member('Mia');
    const answers = await Promise.all(Array.from({ length: 25 }, () => mia.presses('Upgrade to VIP')));
    const texts = answers.map(({ text }) => text);
    expect(texts.filter((text) => text.startsWith('Your conversation is open:'))).toHaveLength(1);
    for (const text of texts) {
      expect(text).toMatch(
        /^(Your conversation is open|Your conversation is being opened|You already have an open)/,
      );
    }
    expect(mia.threads()).toHaveLength(1);
    expect(await scene.freeAccounts()).toBe(2);
    const live = await scene.liveSessionOf(mia);
    expect(live).toMatchObject({ state: 'active', threadId: mia.threads()[0]?.id });
  });

  it('counts what is free from what is, and never from what it remembers (discord-tickets#468)', async () => {
    const scene = on.scene('rounds');
    const mia = scene.member('Mia');
    for (let round = 1; round <= 3; round++) {
      expect((await mia.presses('Upgrade to VIP')).text).toContain('Your conversation is open:');
      expect((await scene.member('Noah').presses('Upgrade to VIP')).text).toContain('All our agents are in');
      expect((await scene.staff.runs('/vip clear', { user: mia })).text).toContain('Cleared for');
      await until('the account to be free again', async () => (await scene.freeAccounts()) === 1);
    }
  });

  it('gives 10 accounts to 10 of 50 members at once, and kind words to the others', {
    timeout: 60_000,
  }, async () => {
    const scene = on.scene('crowd');
    const people = crowd.map((name) => scene.member(name));
    const answers = await Promise.all(people.map((person) => person.presses('Upgrade to VIP')));
    const served = people.filter((_, index) => answers[index]?.text.startsWith('Your conversation is open:'));
    const told = answers.filter(({ text }) => text.startsWith('All our agents are in conversations'));
    expect(served).toHaveLength(10);
    expect(told).toHaveLength(40);
    const accounts = await Promise.all(served.map((person) => findsCustomer(scene, person)));
    expect(new Set(accounts).size).toBe(10);
    for (const person of people) {
      expect(person.threads()).toHaveLength(served.includes(person) ? 1 : 0);
    }
    expect(await scene.freeAccounts()).toBe(0);
    for (const [index, person] of served.entries()) {
      const [thread] = person.threads();
      const account = accounts[index];
      if (thread === undefined || account === undefined) throw new Error('no thread or account');
      person.says(thread, `This is ${person.name} speaking`);
      await scene.agent.sees(account, `This is ${person.name} speaking`);
      expect(scene.agent.wordsWith(account).filter((text) => text.includes('speaking'))).toHaveLength(1);
    }
  });
});
