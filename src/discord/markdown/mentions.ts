/** Names that a text's mentions stand for; null when the name is not known. */
export interface MentionNames {
  user(id: string): string | null;
  role(id: string): string | null;
  channel(id: string): string | null;
}

/** The formats of Discord's reference, "Message Formatting". */
const mention =
  /^<(?:@!?(?<user>\d+)|@&(?<role>\d+)|#(?<channel>\d+)|\/(?<command>[^:<>]{1,100}):\d+|a?:(?<emoji>\w{1,64}):\d+|t:(?<time>-?\d{1,13})(?::[a-zA-Z])?|id:(?<section>customize|browse|guide|linked-roles(?::\d+)?)|(?:mailto:)?(?<address>[^\s<>@:]{1,64}@[^\s<>@:]{1,255}\.[a-z]{2,}|\+\d[\d ()-]{2,30}))>/u;

/** What people see in place of a mention. */
export interface ReadMention {
  readonly length: number;
  readonly words: string;
}

/** Reads what only Discord's clients can read, if a text begins with it: `@Ann`, `#general`, `/vip end`, `:wave:`, a date in UTC. */
export function readMention(source: string, names: MentionNames): ReadMention | null {
  const match = mention.exec(source);
  const words = match?.groups === undefined ? null : wordsFor(match.groups, names);
  return match === null || words === null ? null : { length: match[0].length, words };
}

function wordsFor(groups: Partial<Record<string, string>>, names: MentionNames): string | null {
  const { user, role, channel, command, emoji, time, section, address } = groups;
  if (user !== undefined) return `@${names.user(user) ?? 'someone'}`;
  if (role !== undefined) return `@${names.role(role) ?? 'a role'}`;
  if (channel !== undefined) return `#${names.channel(channel) ?? 'a channel'}`;
  if (command !== undefined) return `/${command}`;
  if (emoji !== undefined) return `:${emoji}:`;
  if (time !== undefined) return readTime(Number(time));
  if (address !== undefined) return address;
  return section === undefined ? null : `#${section.split(':')[0]}`;
}

/** Null for a moment that no calendar holds: Discord shows such a timestamp as it was typed. */
function readTime(unixSeconds: number): string | null {
  const date = new Date(unixSeconds * 1000);
  if (Number.isNaN(date.getTime())) return null;
  const words = date.toLocaleString('en-GB', { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' });
  return `${words} UTC`;
}
