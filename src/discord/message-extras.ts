import { EmbedType, MessageActivityType, StickerFormatType } from 'discord.js';
import type { RawContent } from './message-reading.js';
import { carriedWords } from './views/carried-words.js';

/** What a message holds that is neither words nor a file, each in a sentence. */
export function besidesWords(content: RawContent): readonly string[] {
  return [...stickersIn(content), ...pollIn(content), ...activityIn(content), ...embedsIn(content)];
}

/** Lottie is a vector animation that nothing but Discord shows; other stickers are carried as files. */
function stickersIn({ sticker_items: stickers = [] }: RawContent): readonly string[] {
  return stickers
    .filter(({ format_type: format }) => format === StickerFormatType.Lottie)
    .map(({ name }) => carriedWords.sticker(name));
}

function pollIn({ poll }: RawContent): readonly string[] {
  if (poll === undefined) return [];
  const answers = poll.answers.map(({ poll_media: { text, emoji } }) =>
    [emoji?.id ? `:${emoji.name}:` : emoji?.name, text].filter(Boolean).join(' '),
  );
  return [carriedWords.poll(poll.question.text ?? '', answers)];
}

function activityIn({ activity, application }: RawContent): readonly string[] {
  if (activity === undefined) return [];
  const name = application?.name ?? null;
  return [
    activity.type === MessageActivityType.Listen ? carriedWords.listen(name) : carriedWords.activity(name),
  ];
}

/** The previews of links say nothing that the link does not; an embed that stands alone is all there is. */
function embedsIn({ content, embeds }: RawContent): readonly string[] {
  if (content !== '') return [];
  return embeds
    .filter(({ type }) => type === undefined || type === EmbedType.Rich)
    .map(({ title, description, url }) => [title, description, url].filter(Boolean).join('\n'))
    .filter((words) => words !== '');
}
