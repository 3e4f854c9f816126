/** A poll that a person starts. */
export interface PollToStart {
  readonly question: string;
  readonly answers: readonly string[];
  /** Default 24. */
  readonly hours?: number;
  readonly allowsMany?: boolean;
}

/** The poll as Create Message has it ("Poll", Poll Create Request Object). */
export function packPoll({ question, answers, hours, allowsMany }: PollToStart) {
  return {
    question: { text: question },
    answers: answers.map((text) => ({ poll_media: { text } })),
    ...(hours !== undefined && { duration: hours }),
    ...(allowsMany !== undefined && { allow_multiselect: allowsMany }),
  };
}
