/** No such guild, person, account or file; the message can be shown. */
export class NotThere extends Error {
  override readonly name = 'NotThere';
}
