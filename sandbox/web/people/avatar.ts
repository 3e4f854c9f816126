/** Hues far enough from each other that nobody is mistaken for another. */
const hues = [232, 12, 152, 288, 36, 192, 332, 96];

/** A picture for somebody who has none: their initials on a colour that is always the same, as an address for an image. */
export function avatarOf(name: string, seed: string): string {
  const hue = hues[sumOf(seed) % hues.length] ?? 0;
  const initials = [...name.trim()].filter((letter) => /\p{L}|\p{N}/u.test(letter));
  const words = name.trim().split(/\s+/);
  const text =
    words.length > 1 ? `${firstLetter(words[0])}${firstLetter(words.at(-1))}` : (initials[0] ?? '?');
  const picture = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 40"><defs><linearGradient id="g" x2="0" y2="1"><stop stop-color="hsl(${hue} 62% 58%)"/><stop offset="1" stop-color="hsl(${hue} 58% 44%)"/></linearGradient></defs><rect width="40" height="40" fill="url(#g)"/><text x="20" y="26.5" text-anchor="middle" font-family="sans-serif" font-size="17" font-weight="600" fill="#fff">${text.toUpperCase()}</text></svg>`;
  return `data:image/svg+xml,${encodeURIComponent(picture)}`;
}

/** The bot's picture: a concierge's bell. */
export const botAvatar = `data:image/svg+xml,${encodeURIComponent(
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 40"><rect width="40" height="40" fill="#5865f2"/><path d="M9 26a11 11 0 0 1 22 0zM8 28h24v2H8zM18.5 12h3v3h-3z" fill="#fff"/></svg>',
)}`;

function firstLetter(word: string | undefined): string {
  return [...(word ?? '')].find((letter) => /\p{L}|\p{N}/u.test(letter)) ?? '';
}

function sumOf(seed: string): number {
  let sum = 0;
  for (const letter of seed) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 100_003;
  return sum;
}
