import type { DiscordPerson, Place } from '../people/discord-person.js';
import { type Scene, threadIn } from '../stage/scene.js';
import { until } from '../stage/until.js';
import type { Account } from '../telegram/account.js';
import type { StoryStep } from './story.js';
import { Telling } from './telling.js';

/** A member and the agent who have begun to talk. */
export interface Conversation {
  readonly thread: Place;
  readonly account: Account;
}

/** How every story begins: the member presses the panel's button, is welcomed, and exchanges a word with the agent. */
export const beginning: readonly StoryStep[] = [
  {
    sentence: 'Mia presses Upgrade to VIP, and a private thread opens for her.',
    look: { as: 'Mia', pane: 'discord', at: 'panel' },
    async play(telling) {
      const { member } = telling;
      telling.openThread = threadIn(await member.presses('Upgrade to VIP'));
      await member.sees(telling.openThread, `Welcome, ${member.name}!`);
    },
  },
  {
    sentence: 'On Telegram, an account that bears her name introduces her to Ada, the agent.',
    look: { as: 'Mia', pane: 'telegram', at: 'thread' },
    async play(telling) {
      telling.account = await findsCustomer(telling.scene, telling.member);
      telling.scene.agent.reads(telling.account);
    },
  },
  {
    sentence: 'What Mia writes in her thread, Ada reads in an ordinary Telegram chat.',
    look: { as: 'Mia', pane: 'telegram', at: 'thread' },
    async play({ scene, member, thread, account }) {
      member.says(thread, 'Hello! I would like to become a VIP.');
      await scene.agent.sees(account, 'I would like to become a VIP.');
    },
  },
  {
    sentence: 'Ada answers on Telegram, and Mia never has to leave Discord to read it.',
    look: { as: 'Mia', pane: 'discord', at: 'thread' },
    async play({ scene, member, thread, account }) {
      scene.agent.replies(account, 'With pleasure! Which plan would you like?');
      await member.sees(thread, 'Which plan would you like?');
    },
  },
];

/** Plays that beginning for a member. */
export async function beginsToTalk(scene: Scene, member: DiscordPerson): Promise<Conversation> {
  const telling = new Telling(scene, member);
  for (const step of beginning) await step.play(telling);
  return { thread: telling.thread, account: telling.account };
}

/** Waits until one of the agent's chats begins with this member's introduction; returns the account behind it. */
export async function findsCustomer(scene: Scene, member: DiscordPerson): Promise<Account> {
  const introduction = `${member.name} from ${scene.plan.name}`;
  const account = await until(`the agent to be introduced to ${member.name}`, () =>
    scene.accounts.find((candidate) =>
      scene.agent.wordsWith(candidate).some((text) => text.includes(introduction)),
    ),
  );
  await scene.agent.sees(account, introduction);
  return account;
}
