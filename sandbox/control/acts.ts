import { z } from 'zod';
import type { Agent } from '../people/agent.js';
import type { DiscordPerson } from '../people/discord-person.js';
import type { SeenMessage } from '../people/seen-message.js';
import type { Account } from '../telegram/account.js';

const id = z.string().regex(/^\d{1,20}$/);
const place = id.transform((value) => ({ id: value }));
/** A message, by where it stands and which it is. */
const message = { channel: id, message: id };
const option = z.union([z.string(), z.number(), z.boolean(), z.object({ id })]);

/** What a person on Discord can be asked to do; `README.md` has the table. */
export const personAct = z.discriminatedUnion('act', [
  z.strictObject({
    act: z.literal('runs'),
    command: z.string().min(1),
    options: z.record(z.string(), option).default({}),
    where: place.optional(),
  }),
  z.strictObject({ act: z.literal('presses'), label: z.string().min(1), where: place.optional() }),
  z.strictObject({ act: z.literal('says'), where: place, text: z.string() }),
  z.strictObject({ act: z.literal('edits'), ...message, text: z.string() }),
  z.strictObject({ act: z.literal('deletes'), ...message }),
  z.strictObject({ act: z.literal('leaves'), thread: place }),
  z.strictObject({ act: z.literal('leavesServer') }),
  z.strictObject({ act: z.literal('joinsServer') }),
  z.strictObject({ act: z.literal('archives'), thread: place, locks: z.boolean().optional() }),
  z.strictObject({ act: z.literal('unarchives'), thread: place }),
  z.strictObject({ act: z.literal('deletesThread'), thread: place }),
  z.strictObject({ act: z.literal('removesFromThread'), thread: place, member: place }),
  z.strictObject({ act: z.literal('acceptsDirectMessages'), accepts: z.boolean() }),
]);

/** What the agent can be asked to do on Telegram. */
export const agentAct = z.discriminatedUnion('act', [
  z.strictObject({ act: z.literal('replies'), account: id, text: z.string().min(1) }),
  z.strictObject({ act: z.literal('writesBlindly'), account: id, text: z.string().min(1) }),
  z.strictObject({ act: z.literal('reads'), account: id }),
]);

/** Lets a person do it; resolves with what they see then, if there is something. */
export async function perform(
  person: DiscordPerson,
  act: z.infer<typeof personAct>,
): Promise<SeenMessage | null> {
  switch (act.act) {
    case 'runs':
      return person.runs(act.command, act.options, act.where);
    case 'presses':
      return person.presses(act.label, act.where);
    case 'says':
      return person.says(act.where, act.text);
    case 'edits':
      person.edits({ id: act.message, channelId: act.channel }, act.text);
      return null;
    case 'deletes':
      person.deletes({ id: act.message, channelId: act.channel });
      return null;
    case 'leaves':
      person.leaves(act.thread);
      return null;
    case 'leavesServer':
      person.leavesServer();
      return null;
    case 'joinsServer':
      person.joinsServer();
      return null;
    case 'archives':
      person.archives(act.thread, act.locks === undefined ? {} : { locks: act.locks });
      return null;
    case 'unarchives':
      person.unarchives(act.thread);
      return null;
    case 'deletesThread':
      person.deletesThread(act.thread);
      return null;
    case 'removesFromThread':
      person.removesFromThread(act.thread, act.member);
      return null;
    case 'acceptsDirectMessages':
      person.acceptsDirectMessages(act.accepts);
      return null;
  }
}

/** Lets the agent do it in the chat with an account. */
export function performAgent(agent: Agent, account: Account, act: z.infer<typeof agentAct>): void {
  switch (act.act) {
    case 'replies':
      agent.replies(account, act.text);
      return;
    case 'writesBlindly':
      agent.writesBlindly(account, act.text);
      return;
    case 'reads':
      agent.reads(account);
      return;
  }
}
