import type { MessageView } from './components.js';

/** A fault of ours: what happened, what to do, and the reference under which it was logged. */
export function faultView(reference: string): MessageView {
  return {
    content: `Something went wrong on our side. Please try again in a moment. If it happens again, tell the staff this reference: \`${reference}\``,
  };
}

/** Discord or Telegram could not be asked. */
export function unreachableView(service: 'discord' | 'telegram', reference: string): MessageView {
  const name = service === 'discord' ? 'Discord' : 'Telegram';
  return {
    content: `${name} can’t be reached right now. Please try again in a few minutes. Reference: \`${reference}\``,
  };
}

/** The bot is being stopped, most likely to be started again at once. */
export function restartingView(): MessageView {
  return { content: 'I am restarting right now. Please try again in a moment.' };
}

/** A button that this version of the bot doesn't know. */
export function unknownButtonView(): MessageView {
  return { content: 'This button is out of date. Please use the newest panel, or `/vip upgrade`.' };
}

/** A command that Discord still offers but the bot no longer has. */
export function unknownCommandView(): MessageView {
  return { content: 'I don’t know this command. Please try again in a minute.' };
}

/** Commands and buttons in a direct message. */
export function serverOnlyView(): MessageView {
  return { content: 'This only works on a server.' };
}

/** What only Staff, Admin and Support may do. */
export function staffOnlyView(): MessageView {
  return { content: 'Only the staff of this server (Staff, Admin or Support) can do that.' };
}

/** What needs Manage Server. */
export function manageServerOnlyView(): MessageView {
  return { content: 'Only someone with the **Manage Server** permission can do that.' };
}
