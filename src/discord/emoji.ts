/** U+FE0F: "show what stands before me in colours". */
const variationSelector = '\uFE0F';

/** What Unicode shows as text unless it is told otherwise; a skin tone tells so, too. */
const textual = /(?!\p{Emoji_Presentation})(?![#*0-9](?!\u20E3))\p{Emoji}(?!\p{Emoji_Modifier})/gu;

/** An emoji as both sides of the relay know it: without variation selectors, as Telegram writes reactions. */
export function fromDiscordEmoji(name: string): string {
  return name.replaceAll(variationSelector, '');
}

/**
 * An emoji as Discord's own list has it, where what is shown as text by default carries U+FE0F (`❤️`, `🤷‍♂️`): Create Reaction knows no other
 * form and answers 10014.
 */
export function toDiscordEmoji(emoji: string): string {
  return fromDiscordEmoji(emoji).replace(textual, `$&${variationSelector}`);
}
