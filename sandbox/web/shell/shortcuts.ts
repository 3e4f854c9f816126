export type Shortcut =
  | 'help'
  | 'theme'
  | 'tour'
  | 'next-step'
  | 'discord-pane'
  | 'telegram-pane'
  | 'machine-room';

/** What the dialog lists. Plain keys work wherever nothing is being typed; those with Alt everywhere. */
export const shortcutList: readonly { readonly keys: string; readonly what: string }[] = [
  { keys: 'Alt + 1', what: 'To Discord, where you write' },
  { keys: 'Alt + 2', what: 'To Telegram' },
  { keys: 'Alt + 3', what: 'To the machine room' },
  { keys: 'P', what: 'Pause the guided tour, and go on' },
  { keys: 'N', what: 'The next step of the tour' },
  { keys: 'T', what: 'Light or dark' },
  { keys: '/', what: 'In the message field: the bot’s commands' },
  { keys: 'Enter', what: 'Send; Shift + Enter begins a new line' },
  { keys: '↑', what: 'In an empty message field: edit your last message' },
  { keys: '↑ ↓', what: 'From message to message, once one of them has the focus' },
  { keys: 'Esc', what: 'Leave a reply, an edit, a list or a dialog' },
  { keys: '?', what: 'This list' },
];

const byAlt: Readonly<Record<string, Shortcut>> = {
  Digit1: 'discord-pane',
  Digit2: 'telegram-pane',
  Digit3: 'machine-room',
};

const byKey: Readonly<Record<string, Shortcut>> = { '?': 'help', t: 'theme', p: 'tour', n: 'next-step' };

/** The shortcut behind a key, if it is one where it was pressed. */
export function shortcutOf(event: KeyboardEvent): Shortcut | undefined {
  if (event.ctrlKey || event.metaKey || event.defaultPrevented) return undefined;
  if (event.altKey) return byAlt[event.code];
  return isTyping(event) ? undefined : byKey[event.key.toLowerCase()];
}

/** Puts the focus where one would begin in a pane. */
export function focusPane(root: HTMLElement | DocumentFragment, name: string): void {
  const pane = root.querySelector(name);
  const within =
    pane?.shadowRoot?.querySelector('[data-first-focus]') ?? pane?.shadowRoot?.querySelector('section');
  if (within instanceof HTMLElement) within.focus();
}

function isTyping(event: KeyboardEvent): boolean {
  const [target] = event.composedPath();
  return (
    target instanceof HTMLTextAreaElement ||
    target instanceof HTMLSelectElement ||
    (target instanceof HTMLInputElement && target.type !== 'checkbox' && target.type !== 'radio') ||
    (target instanceof Element && target.closest('dialog') !== null)
  );
}
