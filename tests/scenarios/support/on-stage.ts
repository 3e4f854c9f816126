import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import type { Scene, SceneOptions } from '../../../sandbox/stage/scene.js';
import { Stage, type StageOptions } from '../../../sandbox/stage/stage.js';

/** The stage of one test file. */
export interface OnStage<Name extends string> {
  readonly stage: Stage;
  /** The guild that one test has to itself. */
  scene(name: Name): Scene;
}

/**
 * Sets a stage for a test file: one bot, and a guild for each name, with its panel posted. After each test neither service may have been asked
 * for what it lacks, and nothing may depart from Discord's description.
 */
export function onStage<Name extends string>(
  guilds: Readonly<Record<Name, SceneOptions>>,
  options: StageOptions = {},
): OnStage<Name> {
  let stage: Stage | undefined;
  const scenes = new Map<string, Scene>();
  beforeAll(async () => {
    stage = await Stage.set(options);
    for (const [name, scene] of Object.entries<SceneOptions>(guilds)) {
      scenes.set(name, await stage.addScene({ name, ...scene }));
    }
    await stage.startBot();
    await Promise.all(stage.scenes.map((scene) => scene.postPanel()));
  }, 60_000);
  afterEach((context) => {
    stage?.faults.liftAll();
    if (context.task.result?.state === 'fail') console.error(stage?.bot.tail(60));
    expect(stage?.faultsOfServices()).toEqual([]);
  });
  afterAll(() => stage?.close());
  return {
    get stage() {
      if (stage === undefined) throw new Error('the stage is not set yet');
      return stage;
    },
    scene(name) {
      const scene = scenes.get(name);
      if (scene === undefined) throw new Error(`no scene ${name}`);
      return scene;
    },
  };
}
