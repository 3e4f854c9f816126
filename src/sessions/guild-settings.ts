/** What `/vip setup` stores for a guild. Discord ids are snowflakes in decimal strings. */
export interface GuildSettings {
  readonly guildId: string;
  /** The text channel whose private threads are the sessions. */
  readonly channelId: string;
  readonly staffRoleId: string;
  readonly adminRoleId: string;
  readonly supportRoleId: string;
  /** Members with this role are VIPs already. */
  readonly vipRoleId: string;
  readonly logChannelId: string | null;
  readonly agent: Agent;
}

/** The person on Telegram who answers a guild's members, pinned by user id because usernames change hands. */
export interface Agent {
  /** Telegram user id, decimal. */
  readonly userId: string;
  /** Without the @; as it was when the agent was pinned. */
  readonly username: string;
}
