import { neutraliseMentions, zeroWidthSpace } from './escaping.js';

/** The longest name that a language may have; Discord reads letters, digits and a few signs. */
const languageName = /^[a-z0-9_+\-.#]{1,40}$/i;

/** A language as Discord reads it; empty for what it would take for code. */
export function cleanLanguage(language: string): string {
  return languageName.test(language) ? language : '';
}

/** A code block on lines of its own; what would end it early is pulled apart. */
export function writeCodeBlock(code: string, language: string): string {
  const lines = neutraliseMentions(code).replace(/``(?=`)/g, `\`\`${zeroWidthSpace}`);
  return `\`\`\`${cleanLanguage(language)}\n${lines}\n\`\`\``;
}

/**
 * Code within a line, between as many backticks as do not occur in it: one or two, since three begin a block. If both occur, pairs are pulled
 * apart. A space that is left out again when it is read keeps backticks at the ends from the signs.
 */
export function writeCode(code: string): string {
  const words = neutraliseMentions(code);
  const has = (count: number): boolean => new RegExp(`(?<!\`)\`{${count}}(?!\`)`).test(words);
  if (!has(1) && !words.startsWith('`')) return fence('`', words);
  return fence('``', has(2) ? words.replace(/`(?=`)/g, `\`${zeroWidthSpace}`) : words);
}

function fence(sign: string, words: string): string {
  const before = /^ *`/.test(words) ? ' ' : '';
  const behind = /` *$/.test(words) ? ' ' : '';
  return sign + before + words + behind + sign;
}
