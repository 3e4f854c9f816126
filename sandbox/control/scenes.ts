import type { Scene } from '../stage/scene.js';
import type { Stage } from '../stage/stage.js';
import { NotThere } from './not-there.js';

/** @throws NotThere */
export function findScene(stage: Stage, guildId: string): Scene {
  const scene = stage.scenes.find((candidate) => candidate.guildId === guildId);
  if (scene === undefined) throw new NotThere(`there is no guild ${guildId}`);
  return scene;
}
