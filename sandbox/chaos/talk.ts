import type { CallMatch } from '../call-pattern.js';
import type { DiscordPerson } from '../people/discord-person.js';
import type { Scene } from '../stage/scene.js';
import type { Conversation } from '../story/conversation.js';
import { FarSide, type SeenLine } from './far-side.js';
import { describeFile, makeFile, toAttachment, toDocument } from './files.js';
import { ReactionsOf } from './reactions-of.js';
import type { Fault, Side, Step } from './schedule.js';
import { judge, type OneWay, type Said } from './verdict.js';
import { toEntities, toMarkdown, type Wording } from './wording.js';

interface Written extends Said {
  /** Its ids where its author wrote it: several of an album. */
  readonly ids: readonly string[];
}

const undelivered = 'Not delivered:';

/** One conversation of a wave: plays its steps with the real people of a guild, and sees what came of them. */
export class Talk {
  readonly #written = new Map<number, Written>();
  readonly #farSide: FarSide;
  readonly #reactions: ReactionsOf;

  /** @param mark tells this talk's messages from those of others in the same thread */
  constructor(
    private readonly scene: Scene,
    private readonly member: DiscordPerson,
    private readonly place: Conversation,
    private readonly mark: string,
  ) {
    this.#farSide = new FarSide(scene, place, mark);
    this.#reactions = new ReactionsOf(scene, member, place);
  }

  play(step: Step): void {
    switch (step.kind) {
      case 'says':
        this.#say(step);
        return;
      case 'edits':
        this.#edit(this.#find(step.message), step.wording);
        return;
      case 'deletes': {
        const message = this.#find(step.message);
        if (step.by === 'member') this.member.deletes(this.#inThread(message));
        else this.scene.agent.deletes(this.place.account, message.ids.map(Number));
        this.#written.set(step.message, { ...message, isDeleted: true });
        return;
      }
      case 'reacts': {
        const id = this.#idOn(step.by, step.message);
        if (id !== undefined) {
          const isOwn = this.#find(step.message).by === step.by;
          this.#reactions.react(step.by, step.message, id, step.emoji, isOwn);
        }
        return;
      }
      case 'fault':
        this.#strike(step.fault);
        return;
    }
  }

  /** What is wrong, as both people see it now. */
  faults(): readonly string[] {
    const everything = [...this.#written.values()];
    const seen = { member: this.#seenOf('member'), agent: this.#seenOf('agent') };
    const ways = (['member', 'agent'] as const).map((by) => this.#oneWay(by, everything, seen[by]));
    return [
      ...ways.flatMap((way) => judge(way, everything)),
      ...this.#reactions.faults(({ by, message }) => {
        const target = this.#find(message);
        if (target.isDeleted) return undefined;
        if (target.by !== by) {
          const [id = ''] = target.ids;
          return target.by === 'member'
            ? this.#farSide.reactionInThread(id)
            : this.#farSide.reactionInChat(id);
        }
        const lines = seen[by].filter(({ number }) => number === message);
        return lines.length === 0
          ? undefined
          : (lines.find(({ reaction }) => reaction !== null)?.reaction ?? null);
      }),
    ];
  }

  /** How many messages their senders were told to be undelivered. */
  get toldCount(): number {
    const told = this.#toldInThread();
    const lost = [...this.#written.values()].filter(({ ids: [id = ''] }) => told.has(id));
    return lost.length + this.#countToldToAgent();
  }

  #oneWay(by: Side, everything: readonly Written[], seen: readonly SeenLine[]): OneWay {
    const said = everything.filter((message) => message.by === by);
    if (by === 'member') {
      const told = this.#toldInThread();
      const lost = new Set(said.filter(({ ids: [id = ''] }) => told.has(id)).map(({ number }) => number));
      return { said, seen, isTold: ({ number }) => lost.has(number) };
    }
    // The agent's notices name no message: each of them stands for one that is missing.
    const present = new Set(seen.map(({ number }) => number));
    const missing = said.filter(({ number, isDeleted }) => !isDeleted && !present.has(number));
    const excused = new Set(missing.slice(0, this.#countToldToAgent()).map(({ number }) => number));
    return { said, seen, isTold: ({ number }) => excused.has(number) };
  }

  /** What one side said, as the other has it. */
  #seenOf(by: Side): readonly SeenLine[] {
    const written = [...this.#written.values()].filter((message) => message.by !== by);
    const own = new Map(written.flatMap(({ ids, number }) => ids.map((id) => [id, number] as const)));
    const seen = by === 'member' ? this.#farSide.chat(own) : this.#farSide.thread(own);
    return seen.filter(({ number }) => this.#written.get(number)?.by === by);
  }

  #say({ by, message: number, wording, files: sizes, replyTo }: Extract<Step, { kind: 'says' }>): void {
    const key = this.#keyOf(number);
    const files = sizes.map((size, index) => makeFile(key, index, size));
    const targetId = replyTo === null ? undefined : this.#idOn(by, replyTo);
    let ids: readonly string[];
    if (by === 'member') {
      const reply = targetId === undefined ? {} : { replyTo: { id: targetId } };
      const enclosures = { files: files.map(toAttachment), ...reply };
      const text = wording === null ? '' : toMarkdown(wording, key);
      ids = [this.member.says(this.place.thread, text, enclosures).id];
    } else {
      const reply = targetId === undefined ? {} : { replyTo: Number(targetId) };
      const { text, entities } = wording === null ? { text: '', entities: [] } : toEntities(wording, key);
      const how = { caption: text, entities, ...reply };
      const { agent } = this.scene;
      const [first, ...others] = files.map(toDocument);
      if (first === undefined) ids = [String(agent.replies(this.place.account, text, how))];
      else if (others.length === 0) ids = [String(agent.sends(this.place.account, first, how))];
      else ids = agent.sendsAlbum(this.place.account, [first, ...others], how).map(String);
    }
    this.#written.set(number, {
      number,
      by,
      body: wording === null ? '' : toMarkdown(wording, key),
      files: files.map(({ name, bytes }) => describeFile(name, bytes)),
      replyTo: targetId === undefined ? null : replyTo,
      isDeleted: false,
      ids,
    });
  }

  #edit(message: Written, wording: Wording): void {
    const key = this.#keyOf(message.number);
    const body = toMarkdown(wording, key);
    if (message.by === 'member') this.member.edits(this.#inThread(message), body);
    else {
      const { text, entities } = toEntities(wording, key);
      this.scene.agent.edits(this.place.account, Number(message.ids[0]), text, { entities });
    }
    this.#written.set(message.number, { ...message, body });
  }

  /** The id under which a person sees a message, if they see it. */
  #idOn(side: Side, number: number): string | undefined {
    const message = this.#find(number);
    if (message.isDeleted) return undefined;
    if (message.by === side) return message.ids[0];
    return this.#seenOf(message.by).find((line) => line.number === number)?.id;
  }

  #inThread({ ids: [id = ''] }: Written) {
    return { id, channelId: this.place.thread.id };
  }

  #strike(fault: Fault): void {
    const { faults, telegram } = this.scene.stage;
    switch (fault.kind) {
      case 'connection_lost':
        this.place.account.losesConnection();
        return;
      case 'updates_too_long':
        telegram.pushTooLong(this.place.account);
        return;
      case 'fail':
        faults.fail(this.#callsAt(fault.at), { when: fault.when, times: fault.times });
        return;
      case 'flood':
        // Telegram counts in whole seconds.
        faults.flood(this.#callsAt(fault.at), {
          when: fault.when,
          seconds: fault.at === 'discord' ? 0.1 : 1,
        });
        return;
      case 'drop':
        faults.drop(this.#callsAt(fault.at), { when: fault.when });
        return;
      case 'delay':
        faults.delay(this.#callsAt(fault.at), { when: fault.when, ms: fault.ms });
        return;
    }
  }

  #callsAt(service: 'discord' | 'telegram'): CallMatch {
    const { thread, account } = this.place;
    return service === 'discord'
      ? { service, path: new RegExp(`^/channels/${thread.id}/messages`) }
      : { service, account: account.id, method: /^(?:messages|upload|updates)\./ };
  }

  #keyOf(number: number): string {
    return `${this.mark} ${number}`;
  }

  #toldInThread(): ReadonlySet<string> {
    return new Set(this.#farSide.answeredBy('could not be delivered'));
  }

  #countToldToAgent(): number {
    return this.#farSide.wordsOfChat().filter((text) => text.includes(undelivered)).length;
  }

  #find(number: number): Written {
    const message = this.#written.get(number);
    if (message === undefined) throw new Error(`nobody wrote message ${number}`);
    return message;
  }
}
