import type { CallMatch } from '../call-pattern.js';
import type { DiscordPerson } from '../people/discord-person.js';
import type { Scene } from '../stage/scene.js';
import type { Conversation } from '../story/conversation.js';
import type { Fault, Side, Step } from './schedule.js';
import { judge, type Line, type OneWay, type Said } from './verdict.js';

interface Written extends Said {
  /** Its id where its author wrote it. */
  readonly id: string;
}

const undelivered = 'Not delivered:';

/** One conversation of a wave: plays its steps with the real people of a guild, and sees what came of them. */
export class Talk {
  readonly #written = new Map<number, Written>();
  readonly #agentToldBefore: number;

  /** @param mark tells this talk's messages from those of others in the same thread */
  constructor(
    private readonly scene: Scene,
    private readonly member: DiscordPerson,
    private readonly place: Conversation,
    private readonly mark: string,
  ) {
    this.#agentToldBefore = this.#countTold();
  }

  play(step: Step): void {
    switch (step.kind) {
      case 'says':
        this.#say(step);
        return;
      case 'edits': {
        const message = this.#find(step.message);
        const body = this.#bodyOf(step.message, step.words);
        if (step.by === 'member')
          this.member.edits({ id: message.id, channelId: this.place.thread.id }, body);
        else this.scene.agent.edits(this.place.account, Number(message.id), body);
        this.#written.set(step.message, { ...message, body });
        return;
      }
      case 'deletes': {
        const message = this.#find(step.message);
        if (step.by === 'member') this.member.deletes({ id: message.id, channelId: this.place.thread.id });
        else this.scene.agent.deletes(this.place.account, [Number(message.id)]);
        this.#written.set(step.message, { ...message, isDeleted: true });
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
    return (['member', 'agent'] as const).flatMap((side) =>
      judge(this.#oneWay(side, everything), everything),
    );
  }

  /** How many messages their senders were told to be undelivered. */
  get toldCount(): number {
    const lost = [...this.#written.values()].filter(
      ({ id, by }) => by === 'member' && this.#isMemberTold(id),
    );
    return lost.length + this.#countTold() - this.#agentToldBefore;
  }

  #oneWay(by: Side, everything: readonly Written[]): OneWay {
    const said = everything.filter((message) => message.by === by);
    const seen = (by === 'member' ? this.#chat() : this.#thread()).filter(({ number }) =>
      said.some((message) => message.number === number),
    );
    if (by === 'member') {
      const ids = new Map(said.map(({ number, id }) => [number, id]));
      return { said, seen, isTold: ({ number }) => this.#isMemberTold(ids.get(number) ?? '') };
    }
    // The agent's notices name no message: each of them stands for one that is missing.
    const present = new Set(seen.map(({ number }) => number));
    const missing = said.filter(({ number, isDeleted }) => !isDeleted && !present.has(number));
    const excused = new Set(missing.slice(0, this.#countTold() - this.#agentToldBefore));
    return { said, seen, isTold: (message) => [...excused].some(({ number }) => number === message.number) };
  }

  #say({ by, message: number, words, hasFile, replyTo }: Extract<Step, { kind: 'says' }>): void {
    const body = this.#bodyOf(number, words);
    const fileName = hasFile ? `${this.mark}-${number}.txt` : null;
    const targetId = replyTo === null ? undefined : this.#idOn(by, replyTo);
    const bytes = Buffer.from(`The file of ${body}`);
    let id: string;
    if (by === 'member') {
      const files = fileName === null ? [] : [{ name: fileName, bytes, contentType: 'text/plain' }];
      const reply = targetId === undefined ? {} : { replyTo: { id: targetId } };
      id = this.member.says(this.place.thread, body, { files, ...reply }).id;
    } else {
      const reply = targetId === undefined ? {} : { replyTo: Number(targetId) };
      const { agent } = this.scene;
      const sent =
        fileName === null
          ? agent.replies(this.place.account, body, reply)
          : agent.sends(
              this.place.account,
              { kind: 'document', bytes, name: fileName, mimeType: 'text/plain' },
              { caption: body, ...reply },
            );
      id = String(sent);
    }
    const answered = targetId === undefined ? null : replyTo;
    this.#written.set(number, {
      number,
      by,
      body,
      fileName,
      replyTo: answered,
      isDeleted: false,
      id,
    });
  }

  /** The id under which a person sees a message, if they see it. */
  #idOn(side: Side, number: number): string | undefined {
    const message = this.#find(number);
    if (message.isDeleted) return undefined;
    if (message.by === side) return message.id;
    if (side === 'member')
      return this.member.looksAt(this.place.thread).find(({ text }) => this.#numberIn(text) === number)?.id;
    const chat = this.scene.agent.person.seesChatWith(this.place.account);
    const copy = chat.find(({ text }) => this.#numberIn(text) === number);
    return copy === undefined ? undefined : String(copy.id);
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

  #chat(): readonly Line[] {
    const all = this.scene.agent.person.seesChatWith(this.place.account);
    const numbers = new Map(all.map(({ id, text }) => [id, this.#numberIn(text)]));
    return all.flatMap(({ isOut, text, media, replyToId }) => {
      const number = this.#numberIn(text);
      if (isOut || number === null) return [];
      const name = media !== undefined && 'name' in media ? media.name : undefined;
      return [this.#line(number, text, name === undefined ? [] : [name], numbers.get(replyToId ?? 0))];
    });
  }

  #thread(): readonly Line[] {
    const all = this.member.looksAt(this.place.thread);
    const numbers = new Map(all.map(({ id, text }) => [id, this.#numberIn(text)]));
    return all.flatMap(({ authorId, text, attachments, replyToId }) => {
      const number = this.#numberIn(text);
      if (authorId === this.member.id || number === null) return [];
      const names = attachments.map(({ filename }) => filename);
      return [this.#line(number, text, names, numbers.get(replyToId ?? ''))];
    });
  }

  #line(
    number: number,
    text: string,
    fileNames: readonly string[],
    replyTo: number | null | undefined,
  ): Line {
    const body = lastLineOf(text);
    return { number, body, fileNames, hasQuote: body !== text, replyTo: replyTo ?? null };
  }

  /** Which message of this talk it is; null when it is none. A quote above it does not count. */
  #numberIn(text: string): number | null {
    const [mark, number] = lastLineOf(text).split(' ');
    return mark === this.mark && number !== undefined ? Number(number) : null;
  }

  #bodyOf(number: number, words: string): string {
    return `${this.mark} ${number} ${words}`;
  }

  #isMemberTold(messageId: string): boolean {
    return this.member
      .looksAt(this.place.thread)
      .some(({ text, replyToId }) => replyToId === messageId && text.includes('could not be delivered'));
  }

  #countTold(): number {
    return this.scene.agent.wordsWith(this.place.account).filter((text) => text.includes(undelivered)).length;
  }

  #find(number: number): Written {
    const message = this.#written.get(number);
    if (message === undefined) throw new Error(`nobody wrote message ${number}`);
    return message;
  }
}

function lastLineOf(text: string): string {
  return text.slice(text.lastIndexOf('\n') + 1);
}
