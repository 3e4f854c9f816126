import { normalForm } from './normal-form.js';

/**
 * Text with formatting, on neither platform. Offsets and lengths count UTF-16 code units, as Telegram and JavaScript do. Always in the normal
 * form (`normalForm`): whatever a platform or a person sent was brought into it when it was read.
 */
export interface RichText {
  readonly text: string;
  /** Ordered by offset, the longer first. */
  readonly entities: readonly TextEntity[];
}

/** Formatting that may lie on any words but code, and over one another. */
export type Emphasis = 'bold' | 'italic' | 'underline' | 'strike' | 'spoiler';

export type TextEntity = {
  readonly offset: number;
  readonly length: number;
} & (
  | { readonly kind: Emphasis }
  | { readonly kind: 'code' }
  | { readonly kind: 'code_block'; readonly language: string }
  | { readonly kind: 'link'; readonly url: string }
  | { readonly kind: 'quote'; readonly expandable: boolean }
);

/** Text without formatting. */
export function plain(text: string): RichText {
  return { text, entities: [] };
}

/** Texts one behind the other; strings are plain. A quote or a code block begins a new line where it would not stand on one of its own. */
export function joinText(...parts: readonly (RichText | string)[]): RichText {
  let text = '';
  const entities: TextEntity[] = [];
  for (const part of parts) {
    const { text: words, entities: formats } = typeof part === 'string' ? plain(part) : part;
    for (const entity of formats) entities.push({ ...entity, offset: entity.offset + text.length });
    text += words;
  }
  return normalForm({ text, entities });
}

/** What stands between two places of a text, with the formatting that lies on it. */
export function sliceText({ text, entities }: RichText, start: number, end = text.length): RichText {
  const slice = text.slice(start, end);
  const within: TextEntity[] = [];
  for (const entity of entities) {
    const from = Math.max(entity.offset - start, 0);
    const to = Math.min(entity.offset + entity.length - start, slice.length);
    if (to > from) within.push({ ...entity, offset: from, length: to - from });
  }
  return normalForm({ text: slice, entities: within });
}

/** A text without the white space at its ends; the indentation of a code block that it begins with stays. */
export function trimText(text: RichText): RichText {
  const end = text.text.trimEnd().length;
  const leading = text.text.length - text.text.trimStart().length;
  const block = text.entities.find(({ kind }) => kind === 'code_block');
  const start = Math.min(leading, block?.offset ?? leading);
  return start === 0 && end === text.text.length ? text : sliceText(text, start, Math.max(start, end));
}
