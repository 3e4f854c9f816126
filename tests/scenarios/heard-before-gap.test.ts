import { beforeAll, expect, it } from 'vitest';
import { until } from '../../sandbox/stage/until.js';
import { beginsToTalk } from '../../sandbox/story/conversation.js';
import { identifiesAnew } from './support/gateway-loss.js';
import { onStage } from './support/on-stage.js';
import { recorded } from './support/recorded.js';

const one = { accounts: 1, members: ['Mia'] };
const scenery = { unsent: one, unanswered: one, lengthened: one, reaction: one };
type Name = keyof typeof scenery;

const on = onStage<Name>(scenery);

const again = { times: Number.POSITIVE_INFINITY };

/** What happens in the gap, and what is to be seen once Telegram takes calls again. */
interface Story {
  readonly inTheGap: () => void;
  readonly seenAfterwards: () => Promise<void>;
}
const stories: Partial<Record<Name, Story>> = {};

async function talks(name: Name) {
  const scene = on.scene(name);
  const mia = scene.member('Mia');
  const talk = await beginsToTalk(scene, mia);
  const { account, thread } = talk;
  const { agent } = scene;
  const calls = (method: string) => ({ service: 'telegram', method, account: account.id }) as const;
  /** Once this is answered, the bot has heard what came before it. */
  const isHeard = () => mia.presses('Upgrade to VIP');
  const reads = async (words: string) => {
    mia.says(thread, words);
    await agent.sees(account, words);
  };
  return { scene, mia, agent, talk, account, thread, calls, isHeard, reads };
}

async function writesWhatIsNeverSent(): Promise<Story> {
  const { mia, agent, account, thread, calls, isHeard, reads } = await talks('unsent');
  const failing = on.stage.faults.fail(calls('messages.SendMessage'), again);
  mia.says(thread, 'Which plans are there?');
  await until('it to be tried in vain', () => failing.hits > 0);
  const typo = mia.says(thread, 'The big paln');
  const slip = mia.says(thread, 'My password is 1234');
  await isHeard();
  return {
    inTheGap: () => {
      mia.deletes(slip);
      mia.edits(typo, 'The big plan');
      mia.says(thread, 'Do you have it?');
    },
    seenAfterwards: async () => {
      await agent.sees(account, 'Do you have it?');
      await reads('I can wait.');
      const words = ['Which plans are there?', 'The big plan', 'Do you have it?', 'I can wait.'];
      expect(agent.wordsWith(account).slice(-4)).toEqual(words);
    },
  };
}

async function writesWhatIsNotAnswered(): Promise<Story> {
  const { mia, agent, account, thread, calls, isHeard, reads } = await talks('unanswered');
  on.stage.faults.fail(calls('messages.SendMessage'), { ...again, when: 'after' });
  const slip = mia.says(thread, 'My password is 1234');
  await agent.sees(account, 'My password is 1234');
  await isHeard();
  return {
    inTheGap: () => {
      mia.deletes(slip);
      mia.says(thread, 'Do you have it?');
    },
    seenAfterwards: async () => {
      await agent.sees(account, 'Do you have it?');
      await reads('I can wait.');
      expect(agent.wordsWith(account).slice(-2)).toEqual(['Do you have it?', 'I can wait.']);
      expect(agent.wordsWith(account).join()).not.toContain('1234');
    },
  };
}

async function lengthensWhatIsDeleted(): Promise<Story> {
  const { mia, agent, account, thread, calls, isHeard, reads } = await talks('lengthened');
  const file = { name: 'wishes.txt', bytes: Buffer.from('A big plan.'), contentType: 'text/plain' };
  const wish = mia.says(thread, 'My wishes', { files: [file] });
  await agent.sees(account, 'My wishes');
  const failing = on.stage.faults.fail(calls('messages.EditMessage'), again);
  mia.edits(wish, `My secret wishes: ${'all of it, please. '.repeat(80)}`);
  await until('the edit to be tried in vain', () => failing.hits > 0);
  await isHeard();
  return {
    inTheGap: () => mia.deletes(wish),
    seenAfterwards: async () => {
      await until('the wishes to be gone', () => !agent.wordsWith(account).join().includes('My wishes'));
      await reads('Forget it.');
      expect(agent.wordsWith(account).join()).not.toContain('all of it');
    },
  };
}

async function takesBackReaction(): Promise<Story> {
  const { scene, mia, agent, talk, account, thread, calls, isHeard, reads } = await talks('reaction');
  const answerId = agent.replies(account, 'The big plan?');
  const answer = await mia.sees(thread, 'The big plan?');
  await recorded(scene, talk, 'to_discord', answer.id);
  const failing = on.stage.faults.fail(calls('messages.SendMessage'), again);
  mia.says(thread, 'Let me think.');
  await until('it to be tried in vain', () => failing.hits > 0);
  mia.reacts(answer, '👍');
  await isHeard();
  return {
    inTheGap: () => mia.unreacts(answer, '👍'),
    seenAfterwards: async () => {
      await agent.sees(account, 'Let me think.');
      await reads('No.');
      const asked = on.stage.telegram.calls.filter(({ method }) => method === 'messages.SendReaction');
      expect(asked).toEqual([]);
      const shown = agent.person.seesChatWith(account).find(({ id }) => id === answerId)?.reactions;
      expect(shown?.get(account.id)).toBeUndefined();
    },
  };
}

beforeAll(async () => {
  stories.unsent = await writesWhatIsNeverSent();
  stories.unanswered = await writesWhatIsNotAnswered();
  stories.lengthened = await lengthensWhatIsDeleted();
  stories.reaction = await takesBackReaction();
  await identifiesAnew(on.stage, () => {
    for (const story of Object.values(stories)) story.inTheGap();
  });
  on.stage.faults.liftAll();
}, 60_000);

it.each<readonly [string, Name]>([
  [
    'what is deleted in a gap before it was sent is never sent, and what is edited is sent as it stands',
    'unsent',
  ],
  ['what is deleted in a gap before its sending was answered goes from the chat', 'unanswered'],
  ['what is deleted in a gap does not come back with an edit that waited', 'lengthened'],
  ['a reaction that waited and was taken back in a gap is not shown', 'reaction'],
])('%s', async (_title, name) => {
  await stories[name]?.seenAfterwards();
});
