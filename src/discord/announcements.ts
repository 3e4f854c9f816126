import { type APIDMChannel, RESTJSONErrorCodes, Routes } from 'discord.js';
import {
  type Announcements,
  type LogNotice,
  type MemberNotice,
  type PostKey,
  UnreachableError,
} from '../sessions/index.js';
import { asUnreachable, DiscordRefusal } from './errors.js';
import type { GuildView } from './guild-view.js';
import type { DiscordRest } from './rest.js';
import type { Speech } from './speech.js';
import { logNoticeView } from './views/log-notices.js';
import { memberNoticeView } from './views/member-notices.js';

/** Direct messages and the log channel. */
export class DiscordAnnouncements implements Announcements {
  constructor(
    private readonly rest: DiscordRest,
    private readonly speech: Speech,
    private readonly view: Pick<GuildView, 'guildName'>,
  ) {}

  /** Two requests: Discord opens the direct channel, or names the one that is open. */
  async tellMember(memberId: string, notice: MemberNotice, key: PostKey): Promise<'told' | 'refused'> {
    const channelId = await this.#openDirectChannel(memberId);
    if (channelId === null) return 'refused';
    const view = memberNoticeView(notice, this.view.guildName(notice.guildId));
    const said = await this.speech.say(channelId, view, key);
    return said.kind === 'said' || said.kind === 'said_and_deleted' ? 'told' : 'refused';
  }

  async writeLog(channelId: string, notice: LogNotice, key: PostKey): Promise<'written' | 'refused'> {
    try {
      const said = await this.speech.say(channelId, logNoticeView(notice), key);
      return said.kind === 'said' || said.kind === 'said_and_deleted' ? 'written' : 'refused';
    } catch (error) {
      // A log channel that the bot may not see stays out of its reach until staff let it in.
      if (error instanceof UnreachableError && error.cause instanceof DiscordRefusal) return 'refused';
      throw error;
    }
  }

  async #openDirectChannel(memberId: string): Promise<string | null> {
    try {
      const channel = await this.rest.call<APIDMChannel>({
        method: 'Post',
        route: Routes.userChannels(),
        body: { recipient_id: memberId },
        isRepeatable: true,
      });
      return channel.id;
    } catch (error) {
      const refusals = [
        RESTJSONErrorCodes.CannotSendMessagesToThisUser,
        RESTJSONErrorCodes.InvalidRecipients,
        RESTJSONErrorCodes.UnknownUser,
        RESTJSONErrorCodes.CannotSendMessagesToThisUserDueToHavingNoMutualGuilds,
      ];
      if (error instanceof DiscordRefusal && error.is(...refusals)) return null;
      throw asUnreachable(error);
    }
  }
}
