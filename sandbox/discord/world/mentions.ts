import { AllowedMentionsTypes, type APIAllowedMentions } from 'discord-api-types/v10';

/** Whom a message mentions. */
export interface Mentions {
  readonly everyone: boolean;
  readonly userIds: readonly string[];
  readonly roleIds: readonly string[];
}

/** What may be mentioned where no `allowed_mentions` is given ("Message", Allowed Mentions Object). */
export const DEFAULT_MENTIONS: APIAllowedMentions = {
  parse: [AllowedMentionsTypes.User, AllowedMentionsTypes.Role, AllowedMentionsTypes.Everyone],
  replied_user: true,
};

/** The same for interactions and webhooks. */
export const INTERACTION_MENTIONS: APIAllowedMentions = { parse: [AllowedMentionsTypes.User] };

/** A block or span of code: what stands in it mentions nobody. */
const CODE = /```[\s\S]+?```|(`+)[^`][\s\S]*?\1(?!`)/g;

/**
 * Finds the mentions in a text that are allowed. A backslash before a mention does not disarm it.
 *
 * @param repliedUserId whom the message replies to, if it is a reply
 */
export function findMentions(
  text: string,
  allowed: APIAllowedMentions,
  repliedUserId: string | null,
): Mentions {
  const plain = text.replace(CODE, ' ');
  const parse = new Set(allowed.parse ?? []);
  const userIds = collectIds(plain, /<@!?(\d{1,20})>/g).filter(
    (id) => parse.has(AllowedMentionsTypes.User) || allowed.users?.includes(id),
  );
  const roleIds = collectIds(plain, /<@&(\d{1,20})>/g).filter(
    (id) => parse.has(AllowedMentionsTypes.Role) || allowed.roles?.includes(id),
  );
  if (repliedUserId !== null && allowed.replied_user && !userIds.includes(repliedUserId)) {
    userIds.push(repliedUserId);
  }
  const everyone = parse.has(AllowedMentionsTypes.Everyone) && /@(everyone|here)/.test(plain);
  return { everyone, userIds, roleIds };
}

function collectIds(text: string, pattern: RegExp): string[] {
  return [...new Set([...text.matchAll(pattern)].flatMap((match) => match[1] ?? []))];
}
