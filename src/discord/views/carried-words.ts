/** What a message on Discord holds that only Discord can show, in words for who reads it elsewhere. */
export const carriedWords = {
  sticker: (name: string) => `:${name}: (a sticker)`,
  poll: (question: string, answers: readonly string[]) =>
    [`📊 Poll: ${question}`, ...answers.map((answer) => `• ${answer}`)].join('\n'),
  activity: (name: string | null) => `🎮 An invitation to join ${name ?? 'an activity'} on Discord`,
  listen: (name: string | null) => `🎧 An invitation to listen along${name === null ? '' : ` on ${name}`}`,
  /** `serverName`: of another server than the one where it was forwarded to. */
  forwarded: (channelName: string | null, serverName: string | null) => {
    const place = channelName === null ? serverName : `#${channelName}`;
    if (place === null) return '↪️ Forwarded message:';
    const server = channelName === null || serverName === null ? '' : ` (${serverName})`;
    return `↪️ Forwarded from ${place}${server}:`;
  },
  unknown: 'Something arrived from Discord that can’t be shown here.',
} as const;
