import { type APIMessage, type RESTGetAPIChannelMessageResult, RESTJSONErrorCodes, Routes } from 'discord.js';
import type { OwnPost, RichText, ThreadMessage, ThreadPosts } from '../relay/index.js';
import type { PostKey, Said } from '../sessions/index.js';
import { asUnreachable, DiscordRefusal } from './errors.js';
import type { GuildView } from './guild-view.js';
import { renderMarkdown } from './markdown/index.js';
import { type GuildNames, isSpoken, readMessage } from './message-reading.js';
import type { DiscordRest } from './rest.js';
import { listAfter, messagesAtOnce, type Speech } from './speech.js';

/** A session's thread, for the relay. */
export class DiscordThreadPosts implements ThreadPosts {
  constructor(
    private readonly rest: DiscordRest,
    private readonly speech: Speech,
    private readonly view: GuildNames & Pick<GuildView, 'guildOf'>,
    private readonly botId: () => string,
  ) {}

  render(text: RichText): readonly string[] {
    return renderMarkdown(text);
  }

  post(threadId: string, content: string, key: PostKey): Promise<Said> {
    return this.speech.post(threadId, { content }, key);
  }

  async edit(threadId: string, messageId: string, content: string): Promise<'edited' | 'gone'> {
    try {
      await this.rest.call({
        method: 'Patch',
        route: Routes.channelMessage(threadId, messageId),
        body: { content, allowed_mentions: { parse: [] } },
        isRepeatable: true,
      });
      return 'edited';
    } catch (error) {
      if (isGone(error)) return 'gone';
      throw asUnreachable(error);
    }
  }

  async delete(threadId: string, messageId: string): Promise<void> {
    try {
      await this.rest.call({
        method: 'Delete',
        route: Routes.channelMessage(threadId, messageId),
        isRepeatable: true,
      });
    } catch (error) {
      if (!isGone(error)) throw asUnreachable(error);
    }
  }

  async ownPostsAfter(threadId: string, messageId: string): Promise<readonly OwnPost[]> {
    const messages = await this.#listAfter(threadId, messageId);
    return messages
      .filter((message) => isSpoken(message) && message.author.id === this.botId())
      .filter((message) => message.interaction_metadata === undefined)
      .map(({ id, content }) => ({ id, content }));
  }

  async *messagesAfter(threadId: string, messageId: string | null): AsyncIterable<ThreadMessage> {
    let after = messageId ?? '0';
    for (;;) {
      const messages = await this.#listAfter(threadId, after);
      for (const message of messages) yield this.#read(message);
      if (messages.length < messagesAtOnce) return;
      after = messages.at(-1)?.id ?? after;
    }
  }

  async message(threadId: string, messageId: string): Promise<ThreadMessage | null> {
    try {
      const message = await this.rest.call<RESTGetAPIChannelMessageResult>({
        method: 'Get',
        route: Routes.channelMessage(threadId, messageId),
        isRepeatable: true,
      });
      return this.#read(message);
    } catch (error) {
      if (isGone(error)) return null;
      throw asUnreachable(error);
    }
  }

  #read(message: APIMessage): ThreadMessage {
    return readMessage(message, this.view.guildOf(message.channel_id), this.view);
  }

  /** A thread that is gone has no messages. */
  async #listAfter(threadId: string, after: string) {
    try {
      return await listAfter(this.rest, threadId, after);
    } catch (error) {
      if (isGone(error)) return [];
      throw asUnreachable(error);
    }
  }
}

function isGone(error: unknown): boolean {
  return (
    error instanceof DiscordRefusal &&
    error.is(RESTJSONErrorCodes.UnknownChannel, RESTJSONErrorCodes.UnknownMessage)
  );
}
