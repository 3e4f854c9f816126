/** A piece of a message as Discord's apps show it ("Message Formatting" in Discord's reference). */
export type MarkdownNode =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: Wrapping; readonly children: readonly MarkdownNode[] }
  | { readonly kind: 'code'; readonly text: string }
  | { readonly kind: 'block'; readonly language: string; readonly text: string }
  | { readonly kind: 'heading'; readonly level: 1 | 2 | 3; readonly children: readonly MarkdownNode[] }
  | {
      readonly kind: 'list';
      readonly isOrdered: boolean;
      readonly items: readonly (readonly MarkdownNode[])[];
    }
  | { readonly kind: 'link'; readonly url: string; readonly children: readonly MarkdownNode[] }
  | { readonly kind: 'mention'; readonly of: 'user' | 'role' | 'channel'; readonly id: string }
  | { readonly kind: 'everyone'; readonly text: string }
  | { readonly kind: 'command'; readonly name: string }
  | { readonly kind: 'emoji'; readonly name: string }
  | { readonly kind: 'time'; readonly seconds: number; readonly style: string };

export type Wrapping = 'bold' | 'italic' | 'underline' | 'strike' | 'spoiler' | 'quote' | 'subtext';
