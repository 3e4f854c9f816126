import type { Scene } from '../../../sandbox/stage/scene.js';
import { until } from '../../../sandbox/stage/until.js';
import type { Account } from '../../../sandbox/telegram/account.js';

/** The account of a pool of two that is not this one. */
export function otherThan(scene: Scene, account: Account): Account {
  const other = scene.accounts.find(({ id }) => id !== account.id);
  if (other === undefined) throw new Error(`${scene.plan.name} has no other account`);
  return other;
}

/** Somebody signs in again on an account that Telegram refused; the bot notices within seconds. */
export async function signsInAgain(scene: Scene, account: Account): Promise<void> {
  account.revives();
  await scene.importAccount(account);
  await until('the bot to use the account again', () => account.isConnected);
}

/** One more account for the agent, in nobody's pool yet. */
export function makeAccount(scene: Scene, username: string): Account {
  const account = scene.stage.telegram.createAccount({ firstName: 'Spare', username });
  account.addsContact(scene.agent.person);
  scene.agent.person.addsContact(account);
  return account;
}
