import { html, type TemplateResult } from 'lit';
import type { MessageSight, SystemKind } from '../../control/protocol.js';
import { type Reader, renderMarkdown } from './markdown/render.js';
import { sayWhen } from './when.js';

const looks: Readonly<Record<SystemKind, 'thread' | 'edit' | 'join' | 'leave' | 'alert'>> = {
  'thread-created': 'thread',
  'thread-renamed': 'edit',
  'member-added': 'join',
  'member-removed': 'leave',
  other: 'alert',
};

/** A line that Discord itself put between the messages. */
export function renderSystemMessage(message: MessageSight, reader: Reader, now: number): TemplateResult {
  return html`
    <discord-system-message
      role="article"
      tabindex="-1"
      .type=${looks[message.system ?? 'other']}
      .timestamp=${sayWhen(message.at, now)}
    >
      <span class="words">${say(message, reader)}</span>
    </discord-system-message>
  `;
}

function say(message: MessageSight, reader: Reader) {
  const who = html`<strong>${message.author.name}</strong>`;
  const what = message.content === '' ? 'someone' : renderMarkdown(message.content, reader);
  switch (message.system) {
    case 'thread-created':
      return html`${who} started a thread: <strong>${what}</strong>`;
    case 'thread-renamed':
      return html`${who} changed the name of the thread: <strong>${what}</strong>`;
    case 'member-added':
      return html`${who} added ${what} to the thread.`;
    case 'member-removed':
      return html`${who} removed ${what} from the thread.`;
    default:
      return html`${who} ${what}`;
  }
}
