import type { Moment, Narrator } from '../people/narrator.js';

/**
 * Prints what people do and see, while it happens: what somebody does on one line, what somebody sees as a block under it.
 *
 * @param print takes one line
 * @returns a function that ends the printing
 */
export function printMoments(narrator: Narrator, print: (line: string) => void): () => void {
  return narrator.listen((moment) => {
    for (const line of linesOf(moment)) print(line);
  });
}

function linesOf(moment: Moment): readonly string[] {
  switch (moment.kind) {
    case 'scene':
      return ['', `━━ ${moment.title} ━━`, ''];
    case 'did':
      return [`${moment.app.padEnd(8)}  ${moment.who} ${moment.what}`];
    case 'saw': {
      const { app, who, where, from, text, buttons, isPrivate } = moment;
      const alone = isPrivate ? ', for their eyes only' : '';
      const head = `${app.padEnd(8)}  ${who} sees in ${where}${alone}:`;
      const words = text.split('\n').map((line) => `            │ ${line}`);
      const row =
        buttons.length === 0 ? [] : [`            │ ${buttons.map((label) => `[${label}]`).join(' ')}`];
      return [head, `            ╭ ${from}`, ...words, ...row, ''];
    }
  }
}
