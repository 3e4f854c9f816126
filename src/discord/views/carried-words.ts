/** What a message on Discord holds that only Discord can show, in words for who reads it elsewhere. */
export const carriedWords = {
  sticker: (name: string) => `:${name}: (a sticker)`,
  poll: (question: string, answers: readonly string[]) =>
    [`📊 Poll: ${question}`, ...answers.map((answer) => `• ${answer}`)].join('\n'),
  activity: (name: string | null) => `🎮 An invitation to join ${name ?? 'an activity'} on Discord`,
  listen: (name: string | null) => `🎧 An invitation to listen along${name === null ? '' : ` on ${name}`}`,
  forwarded: (channelName: string | null) =>
    channelName === null ? '↪️ Forwarded message:' : `↪️ Forwarded from #${channelName}:`,
  unknown: 'Something arrived from Discord that can’t be shown here.',
} as const;
