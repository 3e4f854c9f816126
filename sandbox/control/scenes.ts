import type { Scene } from '../stage/scene.js';
import type { Stage } from '../stage/stage.js';
import type { Account } from '../telegram/account.js';
import { NotThere } from './not-there.js';

/** @throws NotThere */
export function findScene(stage: Stage, guildId: string): Scene {
  const scene = stage.scenes.find((candidate) => candidate.guildId === guildId);
  if (scene === undefined) throw new NotThere(`there is no guild ${guildId}`);
  return scene;
}

/** The Telegram account of this guild with this id. @throws NotThere */
export function findAccount(scene: Scene, accountId: string): Account {
  const account = scene.accounts.find(({ id }) => id === accountId);
  if (account === undefined) throw new NotThere(`there is no account ${accountId} in ${scene.plan.name}`);
  return account;
}
