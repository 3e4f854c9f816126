/** How many questions are asked at a time. */
const asksAtATime = 5;

/** Asks about each of many, some at a time; the answers are in the order of the questions. */
export async function inTurns<Subject, Answer>(
  subjects: readonly Subject[],
  ask: (subject: Subject) => Promise<Answer>,
): Promise<readonly Answer[]> {
  const answers: Answer[] = [];
  for (let first = 0; first < subjects.length; first += asksAtATime) {
    const some = subjects.slice(first, first + asksAtATime);
    answers.push(...(await Promise.all(some.map(ask))));
  }
  return answers;
}
