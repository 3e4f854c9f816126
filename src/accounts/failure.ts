/** What keeps a command from being done, in words for the operator: what happened, and what to do. Shown without a stack. */
export class CommandFailure extends Error {
  override readonly name = 'CommandFailure';
}
