import { beforeAll, describe, expect, it } from 'vitest';
import type { Scene } from '../../../sandbox/stage/scene.js';
import { until } from '../../../sandbox/stage/until.js';
import { beginsToTalk, type Conversation } from '../../../sandbox/story/conversation.js';
import { onStage } from './on-stage.js';
import { recorded } from './recorded.js';

/** A conversation about one kind of thing, in a guild of its own. */
export interface Talk extends Conversation {
  readonly scene: Scene;
}

/** Something that one side sends. */
interface Kind {
  readonly what: string;
  readonly canBeEdited: boolean;
  /** What stands on the other side then, message by message. */
  stands(words: string): readonly string[];
}

/** A message on the side where it arrives, in a line. */
export interface Standing {
  readonly id: string;
  readonly shown: string;
}

/** One direction of the relay: what its people do, and what the others see. */
export interface Direction<K extends Kind, Sent> {
  readonly title: string;
  readonly name: 'to_discord' | 'to_telegram';
  readonly kinds: readonly K[];
  send(talk: Talk, kind: K, words: string): Sent;
  edit(talk: Talk, sent: Sent, words: string): void;
  delete(talk: Talk, sent: Sent): void;
  /** What stands behind the greeting. */
  standing(talk: Talk): readonly Standing[];
  /** Each side answers it: both answers are real replies, and are deleted again. */
  answer(talk: Talk, sent: Sent, copy: Standing): Promise<void>;
}

/** Plays every kind of one direction: sent, answered, edited, deleted, and the same while the bot is down. All guilds at once, through one bot. */
export function playKinds<K extends Kind, Sent>(way: Direction<K, Sent>): void {
  const on = onStage(
    Object.fromEntries(way.kinds.map(({ what }) => [what, { accounts: 1, members: ['Mia'] }])),
  );
  const talks = new Map<string, Talk>();

  const talk = ({ what }: K): Talk => {
    const found = talks.get(what);
    if (found === undefined) throw new Error(`nobody talks in ${what}`);
    return found;
  };

  const stands = async (kind: K, lines: readonly string[]): Promise<void> => {
    const shown = () => way.standing(talk(kind)).map((each) => each.shown);
    await until('it', () => JSON.stringify(shown()) === JSON.stringify(lines)).catch(() => {});
    expect(shown()).toEqual(lines);
  };

  const each = (act: (kind: K) => Promise<void> | void) =>
    Promise.all(way.kinds.map(async (kind) => act(kind)));

  beforeAll(async () => {
    await each(async ({ what }) => {
      const scene = on.scene(what);
      talks.set(what, { scene, ...(await beginsToTalk(scene, scene.member('Mia'))) });
    });
  }, 60_000);

  describe(way.title, () => {
    it.concurrent.each(way.kinds)('$what: arrives, is answered, edited and deleted', async (kind) => {
      const here = talk(kind);
      const sent = way.send(here, kind, 'Have a look');
      await stands(kind, kind.stands('Have a look'));
      const [copy] = way.standing(here);
      if (copy === undefined) throw new Error('it does not stand');
      await recorded(here.scene, here, way.name, copy.id);

      await way.answer(here, sent, copy);
      await stands(kind, kind.stands('Have a look'));

      if (kind.canBeEdited) {
        way.edit(here, sent, 'Have another look');
        await stands(kind, kind.stands('Have another look'));
        expect(way.standing(here)[0]?.id).toBe(copy.id);
      }
      way.delete(here, sent);
      await stands(kind, []);
    });
  });

  describe('while the bot is down (matterbridge#325, matterbridge#825)', () => {
    beforeAll(async () => {
      const before = new Map<K, { edited: Sent; deleted: Sent }>();
      await each((kind) => {
        const edited = way.send(talk(kind), kind, 'Frist');
        before.set(kind, { edited, deleted: way.send(talk(kind), kind, 'Second') });
      });
      await each((kind) => stands(kind, [...kind.stands('Frist'), ...kind.stands('Second')]));
      await on.stage.bot.stop();
      for (const [kind, { edited, deleted }] of before) {
        if (kind.canBeEdited) way.edit(talk(kind), edited, 'First');
        way.delete(talk(kind), deleted);
        way.send(talk(kind), kind, 'Third');
      }
      await on.stage.startBot();
    }, 60_000);

    it.each(way.kinds)('$what: carried, edited and deleted once it is back (TediCross#373)', (kind) =>
      stands(kind, [...kind.stands(kind.canBeEdited ? 'First' : 'Frist'), ...kind.stands('Third')]),
    );
  });
}
