/** Where a forwarded message came from ("Forwarded messages"). */
export type Origin = { readonly date: number } & (
  | { readonly kind: 'user'; readonly userId: string }
  | {
      readonly kind: 'channel';
      readonly channelId: string;
      readonly postId: number;
      readonly signature: string | undefined;
    }
  /** Somebody who hides their account: only a name is left. */
  | { readonly kind: 'hidden'; readonly name: string }
);

/** A channel that messages were forwarded from; nobody here can open it. */
export interface Channel {
  readonly id: string;
  readonly title: string;
  readonly username: string | undefined;
}
