import type { DiscordPerson, Place } from '../people/discord-person.js';
import { type Scene, threadIn } from '../stage/scene.js';
import { until } from '../stage/until.js';
import type { Account } from '../telegram/account.js';

/** A member and the agent who have begun to talk. */
export interface Conversation {
  readonly thread: Place;
  readonly account: Account;
}

/** The member presses the panel's button, is welcomed, and exchanges a word with the agent. */
export async function beginsToTalk(scene: Scene, member: DiscordPerson): Promise<Conversation> {
  const answer = await member.presses('Upgrade to VIP');
  const thread = threadIn(answer);
  await member.sees(thread, `Welcome, ${member.name}!`);
  const account = await findsCustomer(scene, member);
  scene.agent.reads(account);
  member.says(thread, 'Hello! I would like to become a VIP.');
  await scene.agent.sees(account, 'I would like to become a VIP.');
  scene.agent.replies(account, 'With pleasure! Which plan would you like?');
  await member.sees(thread, 'Which plan would you like?');
  return { thread, account };
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
