import { Stage } from '../stage/stage.js';
import { printMoments } from './print-moments.js';
import { stories } from './stories.js';
import { tellStory } from './story.js';

/**
 * Plays the four stories, each in a guild of its own, and prints what everyone does and sees.
 *
 * @returns whether every person saw what they should and nothing was missing in the services
 */
export async function tellStories(
  print: (line: string) => void,
  options: { trafficFile?: string } = {},
): Promise<boolean> {
  const stage = await Stage.set(options);
  try {
    const guilds = ['Harbour', 'Lighthouse', 'Shipyard', 'Boathouse'];
    const scenes = await Promise.all(
      stories.map((_, index) =>
        stage.addScene({ name: guilds[index] ?? `Guild ${index + 1}`, agentSavesAccounts: false }),
      ),
    );
    await stage.startBot();
    for (const [index, story] of stories.entries()) {
      const scene = scenes[index];
      if (scene === undefined) continue;
      await scene.postPanel();
      const stopPrinting = printMoments(stage.narrator, print);
      stage.narrator.tell({ kind: 'scene', title: `${index + 1}. ${story.title}` });
      await tellStory(story, scene);
      stopPrinting();
    }
    const faults = stage.faultsOfServices();
    for (const fault of faults) print(`✗ ${fault}`);
    print(
      faults.length === 0
        ? '✓ All four stories came out as they should.'
        : '✗ The services were asked for what they lack.',
    );
    return faults.length === 0;
  } catch (error) {
    print(`✗ ${error instanceof Error ? error.message : String(error)}`);
    for (const line of stage.bot.tail().split('\n')) print(`  ${line}`);
    return false;
  } finally {
    await stage.close();
  }
}
