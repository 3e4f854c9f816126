import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { FaultMoment } from '../../sandbox/faults.js';
import type { Scene } from '../../sandbox/stage/scene.js';
import { Stage } from '../../sandbox/stage/stage.js';
import { killAtAll } from './support/crash-batch.js';
import { expectLaws } from './support/crash-laws.js';
import { type Before, crashStories } from './support/crash-stories.js';

const moments: readonly { readonly moment: FaultMoment; readonly when: string }[] = [
  { moment: 'before', when: 'before it had its effect' },
  { moment: 'after', when: 'between its effect and its answer' },
];

const cases = crashStories.flatMap((story, number) =>
  Object.entries(story.calls).map(([title, call], place) => ({
    name: `Bay ${number + 1}-${place + 1}`,
    title: `${story.title}: ${title}`,
    story,
    call,
  })),
);

for (const { moment, when } of moments) {
  describe(`the process dies at an outside call, ${when}`, () => {
    let stage: Stage;
    const scenes = new Map<string, Scene>();
    const befores = new Map<string, Before | null>();

    beforeAll(async () => {
      // Calls are held until all have come: nobody may lose patience meanwhile.
      stage = await Stage.set({
        timings: { telegramCallMs: 15_000, drainMs: 10_000 },
        answerWithinMs: 20_000,
      });
      for (const { name } of cases)
        scenes.set(name, await stage.addScene({ name, accounts: 1, members: ['Mia'] }));
      await stage.startBot();
      await Promise.all(stage.scenes.map((scene) => scene.postPanel()));
      await Promise.all(
        cases.map(async ({ name, story }) => befores.set(name, await story.prepare(sceneOf(name)))),
      );
      await killAtAll(
        stage,
        moment,
        cases.map(({ name, title, story, call }) => ({
          name: title,
          call: call(sceneOf(name)),
          act: () => story.act(sceneOf(name), befores.get(name) ?? null),
        })),
      );
      await stage.startBot();
    }, 150_000);
    afterEach((context) => {
      if (context.task.result?.state === 'fail') console.error(stage.bot.tail(60));
      expect(stage.faultsOfServices()).toEqual([]);
    });
    afterAll(() => stage?.close());

    for (const { name, title, story } of cases) {
      it(title, () => expectLaws(sceneOf(name), story, befores.get(name) ?? null));
    }

    function sceneOf(name: string): Scene {
      const scene = scenes.get(name);
      if (scene === undefined) throw new Error(`no scene ${name}`);
      return scene;
    }
  });
}
