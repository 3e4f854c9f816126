/** Names that a text's mentions stand for; null when the name is not known. */
export interface MentionNames {
  user(id: string): string | null;
  role(id: string): string | null;
  channel(id: string): string | null;
}

/** The formats of Discord's reference, "Message Formatting". */
const mention =
  /<(?:@!?(?<user>\d+)|@&(?<role>\d+)|#(?<channel>\d+)|\/(?<command>[^:<>]{1,100}):\d+|a?:(?<emoji>\w{1,64}):\d+|t:(?<time>-?\d{1,13})(?::[a-zA-Z])?|id:(?<section>customize|browse|guide|linked-roles(?::\d+)?))>/gu;

/** Replaces what only Discord's clients can read by what people see there: `@Ann`, `#general`, `/vip end`, `:wave:`, a date in UTC. */
export function resolveMentions(content: string, names: MentionNames): string {
  return content.replace(mention, (...match) => readMention(match.at(-1), names) ?? match[0]);
}

function readMention(groups: Partial<Record<string, string>>, names: MentionNames): string | null {
  const { user, role, channel, command, emoji, time, section } = groups;
  if (user !== undefined) return `@${names.user(user) ?? 'someone'}`;
  if (role !== undefined) return `@${names.role(role) ?? 'a role'}`;
  if (channel !== undefined) return `#${names.channel(channel) ?? 'a channel'}`;
  if (command !== undefined) return `/${command}`;
  if (emoji !== undefined) return `:${emoji}:`;
  if (time !== undefined) return readTime(Number(time));
  return section === undefined ? null : `#${section.split(':')[0]}`;
}

/** Null for a moment that no calendar holds: Discord shows such a timestamp as it was typed. */
function readTime(unixSeconds: number): string | null {
  const date = new Date(unixSeconds * 1000);
  if (Number.isNaN(date.getTime())) return null;
  const words = date.toLocaleString('en-GB', { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' });
  return `${words} UTC`;
}
