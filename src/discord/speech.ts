import {
  type APIEmbed,
  type APIMessage,
  type RESTGetAPIChannelMessagesResult,
  RESTJSONErrorCodes,
  type RESTPostAPIChannelMessageJSONBody,
  type RESTPostAPIChannelMessageResult,
  Routes,
} from 'discord.js';
import type { Environment, PostKey, Said } from '../sessions/index.js';
import { asUnreachable, DiscordRefusal } from './errors.js';
import type { DiscordRest } from './rest.js';
import { compareSnowflakes, snowflakeAt } from './snowflake.js';
import type { MessageView } from './views/components.js';

/** Discord lists at most 100 messages at a time (Get Channel Messages). */
export const messagesAtOnce = 100;

/** How far the clocks of this machine and of Discord may differ. */
const clockSlackMs = 60_000;

/** How many pages are searched for words that an old attempt may have said. */
const searchedPages = 10;

/** Says things in channels, each once for its key, pinging nobody. */
export class Speech {
  constructor(
    private readonly rest: DiscordRest,
    private readonly botId: () => string,
    private readonly environment: Pick<Environment, 'now' | 'timings'>,
  ) {}

  /** One request; an attempt that follows one older than Discord's memory of nonces looks for the words first. */
  async say(
    channelId: string,
    view: MessageView,
    key: PostKey,
    replyTo: string | null = null,
  ): Promise<Said> {
    const standing = this.#isForgotten(key) ? await this.#find(channelId, view, key) : null;
    if (standing !== null) return { kind: 'said', messageId: standing.id };
    return this.post(channelId, view, key, replyTo);
  }

  /** One request, with the nonce enforced: Discord answers a repeat with the message that stands there. `bodyWith` may add files. */
  async post(
    channelId: string,
    view: MessageView,
    key: PostKey,
    replyTo: string | null = null,
    bodyWith: (body: RESTPostAPIChannelMessageJSONBody) => unknown = (body) => body,
  ): Promise<Said> {
    const body: RESTPostAPIChannelMessageJSONBody = {
      ...view,
      nonce: key.nonce,
      enforce_nonce: true,
      allowed_mentions: { parse: [], replied_user: false },
      ...(replyTo === null ? {} : { message_reference: { message_id: replyTo, fail_if_not_exists: false } }),
    };
    try {
      const message = await this.rest.call<RESTPostAPIChannelMessageResult>({
        method: 'Post',
        route: Routes.channelMessages(channelId),
        body: bodyWith(body),
        isRepeatable: true,
      });
      return { kind: 'said', messageId: message.id };
    } catch (error) {
      return readRefusal(error);
    }
  }

  #isForgotten({ firstTriedAt }: PostKey): boolean {
    if (firstTriedAt === null) return false;
    return (
      this.environment.now().getTime() - firstTriedAt.getTime() >= this.environment.timings.nonceMemoryMs
    );
  }

  async #find(channelId: string, view: MessageView, { firstTriedAt }: PostKey): Promise<APIMessage | null> {
    const since = firstTriedAt ?? this.environment.now();
    let after = snowflakeAt(new Date(since.getTime() - clockSlackMs));
    try {
      for (let page = 0; page < searchedPages; page++) {
        const messages = await listAfter(this.rest, channelId, after);
        const own = messages.find((message) => message.author.id === this.botId() && saysSame(message, view));
        if (own !== undefined) return own;
        if (messages.length < messagesAtOnce) return null;
        after = messages.at(-1)?.id ?? after;
      }
      return null;
    } catch (error) {
      // A channel that can't be read: posting tells what has become of it.
      if (error instanceof DiscordRefusal) return null;
      throw error;
    }
  }
}

/** One page of messages after an id, oldest first. */
export function listAfter(
  rest: DiscordRest,
  channelId: string,
  after: string,
): Promise<readonly APIMessage[]> {
  return list(rest, channelId, { after });
}

/** The newest page of messages, oldest first. */
export function listNewest(rest: DiscordRest, channelId: string): Promise<readonly APIMessage[]> {
  return list(rest, channelId, {});
}

async function list(
  rest: DiscordRest,
  channelId: string,
  from: Record<string, string>,
): Promise<readonly APIMessage[]> {
  const messages = await rest.call<RESTGetAPIChannelMessagesResult>({
    method: 'Get',
    route: Routes.channelMessages(channelId),
    query: new URLSearchParams({ ...from, limit: String(messagesAtOnce) }),
    isRepeatable: true,
  });
  return [...messages].sort((a, b) => compareSnowflakes(a.id, b.id));
}

/** What a refused Create Message says of the channel. Throws what is no conclusive answer. */
function readRefusal(error: unknown): Said {
  if (!(error instanceof DiscordRefusal)) throw error;
  switch (error.code) {
    case RESTJSONErrorCodes.UnknownChannel:
      return { kind: 'gone' };
    // Discord remembers the nonce, but the message is no more.
    case RESTJSONErrorCodes.UnknownMessage:
      return { kind: 'said_and_deleted' };
    // An archived thread is unarchived by a message "unless the thread has been locked by a moderator" (Threads, Active & Archived Threads). Who manages
    // threads may write there all the same (Locked Threads); whether that wakes the thread is not documented. So nothing here counts on either: this
    // answer ends the matter, and after words that were taken the thread is archived and locked (again).
    case RESTJSONErrorCodes.InvalidActionOnArchivedThread:
    case RESTJSONErrorCodes.ThreadLocked:
      return { kind: 'locked' };
    // Taken away by accident as often as on purpose, and given back: no proof of anything.
    case RESTJSONErrorCodes.MissingAccess:
      throw asUnreachable(error);
    default:
      return {
        kind: 'refused',
        detail: `Discord refuses it (${error.code}: ${error.message})`,
        isFiltered: error.is(RESTJSONErrorCodes.MessageWasBlockedByAutomaticModeration),
      };
  }
}

function saysSame(message: APIMessage, view: MessageView): boolean {
  return (
    message.content === view.content.trim() && embedWords(message.embeds) === embedWords(view.embeds ?? [])
  );
}

function embedWords(embeds: readonly APIEmbed[]): string {
  return embeds.map(({ title, footer }) => `${title ?? ''}\n${footer?.text ?? ''}`).join('\n\n');
}
