/**
 * Text with formatting, on neither platform. Offsets and lengths count UTF-16 code units, as Telegram and JavaScript do;
 * entities lie inside the text, are not empty and are ordered by offset, the longer first.
 */
export interface RichText {
  readonly text: string;
  readonly entities: readonly TextEntity[];
}

export type TextEntity = {
  readonly offset: number;
  readonly length: number;
} & (
  | { readonly kind: 'bold' | 'italic' | 'underline' | 'strike' | 'spoiler' | 'code' }
  | { readonly kind: 'code_block'; readonly language: string }
  | { readonly kind: 'link'; readonly url: string }
  | { readonly kind: 'quote'; readonly expandable: boolean }
);

/** Text without formatting. */
export function plain(text: string): RichText {
  return { text, entities: [] };
}
