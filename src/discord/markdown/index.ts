export { escapeText } from './escaping.js';
export type { MentionNames } from './mentions.js';
export { readMarkdown } from './read-markdown.js';
export { longestContent, renderMarkdown } from './render-markdown.js';
