import { type APIMessage, type RESTGetAPIChannelMessageResult, RESTJSONErrorCodes, Routes } from 'discord.js';
import type {
  Content,
  OwnPost,
  ThreadMessage,
  ThreadParcel,
  ThreadPlan,
  ThreadPosts,
} from '../relay/index.js';
import type { PostKey, Said } from '../sessions/index.js';
import { toDiscordEmoji } from './emoji.js';
import { asUnreachable, DiscordRefusal, isGone } from './errors.js';
import { isVoiceMessage, withFiles } from './files/outgoing-files.js';
import type { GuildView } from './guild-view.js';
import { isSpoken, type MessageReader } from './message-reading.js';
import type { DiscordRest } from './rest.js';
import { listAfter, listNewest, messagesAtOnce, type Speech } from './speech.js';
import { planThread } from './thread-plan.js';

/** A session's thread, for the relay. */
export class DiscordThreadPosts implements ThreadPosts {
  constructor(
    private readonly rest: DiscordRest,
    private readonly speech: Speech,
    private readonly view: Pick<GuildView, 'guildOf' | 'largestFile'>,
    private readonly reader: Pick<MessageReader, 'read'>,
    private readonly botId: () => string,
  ) {}

  plan(guildId: string, content: Content): ThreadPlan {
    return planThread(content, this.view.largestFile(guildId));
  }

  async post(
    threadId: string,
    { content, files }: ThreadParcel,
    key: PostKey,
    replyTo: string | null,
  ): Promise<Said> {
    if (files.length === 0) return this.speech.post(threadId, { content }, key, replyTo);
    const postWith = (asVoice: boolean) =>
      this.speech.post(threadId, { content }, key, replyTo, (body) => withFiles(body, files, asVoice));
    const asVoice = isVoiceMessage(files);
    const said = await postWith(asVoice);
    // Voice messages need a permission of their own; as a file the recording can be heard, too.
    return said.kind === 'refused' && asVoice ? postWith(false) : said;
  }

  async edit(
    threadId: string,
    messageId: string,
    { content, files }: ThreadParcel,
    change: 'kept' | 'replaced',
  ): Promise<'edited' | 'gone' | 'refused' | 'filtered'> {
    const words = { content, allowed_mentions: { parse: [] } };
    // "Edit Message": attachments that are not named are taken away.
    const emptied = { ...words, attachments: [] };
    const replaced = files.length === 0 ? emptied : withFiles(words, files, false);
    try {
      await this.rest.call({
        method: 'Patch',
        route: Routes.channelMessage(threadId, messageId),
        body: change === 'kept' ? words : replaced,
        isRepeatable: true,
      });
      return 'edited';
    } catch (error) {
      if (isGone(error)) return 'gone';
      if (!(error instanceof DiscordRefusal)) throw error;
      if (error.is(RESTJSONErrorCodes.MissingAccess)) throw asUnreachable(error);
      const isFiltered = error.is(RESTJSONErrorCodes.MessageWasBlockedByAutomaticModeration);
      return isFiltered ? 'filtered' : 'refused';
    }
  }

  async delete(threadId: string, messageId: string): Promise<void> {
    const route = Routes.channelMessage(threadId, messageId);
    try {
      await this.rest.call({ method: 'Delete', route, isRepeatable: true });
    } catch (error) {
      if (!isGone(error)) throw asUnreachable(error);
    }
  }

  async react(
    threadId: string,
    messageId: string,
    emoji: string,
    isSet: boolean,
  ): Promise<'done' | 'not_possible'> {
    const name = encodeURIComponent(toDiscordEmoji(emoji));
    const route = Routes.channelMessageOwnReaction(threadId, messageId, name);
    try {
      await this.rest.call({ method: isSet ? 'Put' : 'Delete', route, isRepeatable: true });
      return 'done';
    } catch (error) {
      // Unknown emoji, too many, blocked, archived, not allowed, gone: no reaction is worth a second try.
      if (error instanceof DiscordRefusal) return 'not_possible';
      throw error;
    }
  }

  async ownReactions(threadId: string, messageId: string): Promise<readonly string[]> {
    return (await this.message(threadId, messageId))?.ownReactions ?? [];
  }

  async showTyping(threadId: string): Promise<void> {
    await this.rest.call({ method: 'Post', route: Routes.channelTyping(threadId) }).catch(() => {});
  }

  async ownPostsAfter(threadId: string, messageId: string): Promise<readonly OwnPost[]> {
    const messages = await emptyIfGone(listAfter(this.rest, threadId, messageId));
    return messages
      .filter((message) => isSpoken(message) && message.author.id === this.botId())
      .filter((message) => message.interaction_metadata === undefined)
      .map(({ id, content }) => ({ id, content }));
  }

  async *messagesAfter(threadId: string, messageId: string | null): AsyncIterable<ThreadMessage> {
    let after = messageId ?? '0';
    for (;;) {
      const messages = await emptyIfGone(listAfter(this.rest, threadId, after));
      for (const message of messages) yield this.#read(message);
      if (messages.length < messagesAtOnce) return;
      after = messages.at(-1)?.id ?? after;
    }
  }

  async latest(threadId: string): Promise<readonly ThreadMessage[]> {
    const messages = await emptyIfGone(listNewest(this.rest, threadId));
    return messages.map((message) => this.#read(message));
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

  linkTo(guildId: string, threadId: string, messageId: string): string {
    return `https://discord.com/channels/${guildId}/${threadId}/${messageId}`;
  }

  #read(message: APIMessage): ThreadMessage {
    return this.reader.read(message, this.view.guildOf(message.channel_id));
  }
}

/** A thread that is gone has no messages. */
async function emptyIfGone(listing: Promise<readonly APIMessage[]>): Promise<readonly APIMessage[]> {
  try {
    return await listing;
  } catch (error) {
    if (isGone(error)) return [];
    throw asUnreachable(error);
  }
}
