/** What the real service decides for itself and a test may want to choose. */
export interface Settings {
  /**
   * A random_id whose send has taken effect: answered with the first message again, as documented ("updateMessageID"), or refused with RANDOM_ID_DUPLICATE for good,
   * as one whose send is still under way always is.
   */
  repeatedRandomId: 'original' | 'refuse';
  /** What sendMessage answers: updateShortSentMessage, or the full Updates. */
  sentMessageForm: 'short' | 'full';
  /** How reactions are told: as an edit hidden from people, as in private chats, or as updateMessageReactions, which has no pts. */
  reactionForm: 'edit' | 'updateMessageReactions';
  /** How a plain new message is pushed; `short` turns full for a first message and for formatted ones. */
  newMessageForm: 'short' | 'full' | 'tooLong';
  /** How many messages one deleteHistory takes away before it answers with a rest to be asked for again. */
  deleteHistoryBatch: number;
  /** How many events one updates.getDifference carries at most. */
  differenceBatch: number;
  /** Beyond so many missed events getDifference answers differenceTooLong. */
  differenceLimit: number;
  /** appConfig: upload_max_fileparts_default. 4,000 parts of 512 KB are the 2 GB of people without Premium. */
  uploadMaxFileParts: number;
  /** Two sessions of one key that are alive at once and both receive updates kill the key (AUTH_KEY_DUPLICATED). */
  killsDuplicatedKeys: boolean;
}

/** The defaults are what Telegram does most of the time. */
export const DEFAULT_SETTINGS: Settings = {
  repeatedRandomId: 'original',
  sentMessageForm: 'short',
  reactionForm: 'edit',
  newMessageForm: 'short',
  deleteHistoryBatch: 100,
  differenceBatch: 100,
  differenceLimit: 10_000,
  uploadMaxFileParts: 4_000,
  killsDuplicatedKeys: false,
};
