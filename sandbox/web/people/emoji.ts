/** Those that people react with most; Telegram offers the same ("messages.getAvailableReactions"). */
export const commonEmoji = ['👍', '❤️', '🔥', '🎉', '😁', '😢', '🤔', '👀', '🙏', '👎'] as const;
