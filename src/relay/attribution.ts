import { joinText, type RichText } from './rich-text.js';

/** Staff speak under their own name: the agent sees who of the two is speaking. */
export function attributeTo(name: string, content: RichText): RichText {
  return joinText(`${name} (staff): `, content);
}
