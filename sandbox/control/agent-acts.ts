import type { Agent } from '../people/agent.js';
import type { Account } from '../telegram/account.js';
import type { PersonMedia } from '../telegram/person-media.js';
import type { ReadAgentAct } from './acts.js';

type Reply = Extract<ReadAgentAct, { act: 'replies' }>;

/** Lets the agent do it in the chat with an account. */
export function performAgent(agent: Agent, account: Account, act: ReadAgentAct): void {
  switch (act.act) {
    case 'replies':
      reply(agent, account, act);
      return;
    case 'writesBlindly':
      agent.writesBlindly(account, act.text);
      return;
    case 'reads':
      agent.reads(account);
      return;
    case 'edits':
      agent.edits(account, act.message, act.text);
      return;
    case 'deletes':
      agent.deletes(account, [act.message]);
      return;
    case 'reacts':
      agent.reacts(account, act.message, act.emoji);
      return;
    case 'types':
      agent.types(account);
      return;
  }
}

/** Several files go as one album, the words under the first. */
function reply(agent: Agent, account: Account, { text, replyTo, files }: Reply): void {
  const how = replyTo === undefined ? {} : { replyTo };
  const [first, ...others] = files;
  if (first === undefined) {
    agent.replies(account, text, how);
    return;
  }
  const spoiler = files.some((file) => file.spoiler);
  if (others.length === 0) {
    agent.sends(account, mediaOf(first), { ...how, caption: text, spoiler });
    return;
  }
  agent.sendsAlbum(account, files.map(mediaOf), { ...how, caption: text, spoiler });
}

/** What a client makes of a file that is dropped into it. */
function mediaOf({ name, contentType, bytes }: Reply['files'][number]): PersonMedia {
  if (contentType === 'image/jpeg' || contentType === 'image/png') return { kind: 'photo', bytes };
  if (contentType === 'image/gif') return { kind: 'gif', bytes, name, mimeType: contentType };
  if (contentType.startsWith('video/')) return { kind: 'video', bytes, name, mimeType: contentType };
  if (contentType.startsWith('audio/')) return { kind: 'audio', bytes, name, mimeType: contentType };
  return { kind: 'document', bytes, name, mimeType: contentType };
}
