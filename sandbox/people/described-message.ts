import type { SeenMessage } from '../telegram/person.js';

/** What stands in a message, in words: "[photo] Look!" */
export function describeMessage({ text, media, action }: SeenMessage): string {
  if (action !== undefined) return `[${action.className}]`;
  if (media === undefined) return text;
  const name = 'name' in media && media.name !== undefined ? ` ${media.name}` : '';
  return `[${media.kind}${name}]${text === '' ? '' : ` ${text}`}`;
}
