import type { Place } from '../../../sandbox/people/discord-person.js';
import { type Scene, threadIn } from '../../../sandbox/stage/scene.js';
import { beginsToTalk, findsCustomer } from '../../../sandbox/story/conversation.js';
import type { Account } from '../../../sandbox/telegram/account.js';
import {
  acknowledgement,
  type CallsOf,
  directMessage,
  linkAnswer,
  logEntry,
  onTelegram,
  onThread,
  threadCreation,
} from './crash-calls.js';

/** What stands before the death. */
export interface Before {
  readonly thread: Place;
  readonly account: Account;
}

/** Something that is going on when the process dies, and what has to be found of it afterwards. */
export interface CrashStory {
  readonly title: string;
  /** Each outside call of it. */
  readonly calls: Readonly<Record<string, CallsOf>>;
  prepare(scene: Scene): Promise<Before | null>;
  act(scene: Scene, before: Before | null): unknown;
  /** What the agent's chat holds afterwards besides the introduction; each exactly once, in this order. */
  readonly chat: readonly string[];
  /** What the bot wrote in the thread besides the welcome, when the thread is still the one from before. */
  readonly thread: readonly string[];
  /** How the thread from before ends when it is another one afterwards. */
  readonly farewell: string | null;
}

const hello = 'Hello! I would like to become a VIP.';
const pleasure = 'With pleasure! Which plan would you like?';
const talks = (scene: Scene): Promise<Before> => beginsToTalk(scene, scene.member('Mia'));
const speech = onThread('POST', '/messages');

const endingCalls = {
  'the goodbye in the thread': speech,
  'its lock': onThread('PATCH', ''),
  'the look at the chat': onTelegram('messages.GetHistory'),
  'the wipe': onTelegram('messages.DeleteHistory'),
  'the name': onTelegram('account.UpdateProfile'),
  'the last line': onTelegram('messages.SendMessage'),
  'the log': logEntry,
};

/** The stories of the crash tests. What is asked of Telegram once a start only (the address book) is among the calls of the first. */
export const crashStories: readonly CrashStory[] = [
  {
    title: 'an upgrade',
    calls: {
      'the first answer': acknowledgement,
      'the address book': onTelegram('contacts.GetContacts'),
      'the name': onTelegram('account.UpdateProfile'),
      'the thread': threadCreation,
      'the member in it': onThread('PUT', '/thread-members/*'),
      'the look at the chat': onTelegram('messages.GetHistory'),
      'the introduction': onTelegram('messages.SendMessage'),
      'the welcome': speech,
      'the last answer': linkAnswer,
    },
    prepare: async () => null,
    act: (scene) => scene.member('Mia').presses('Upgrade to VIP'),
    chat: [],
    thread: [],
    farewell: null,
  },
  {
    title: 'a message to the agent',
    calls: { 'the message': onTelegram('messages.SendMessage') },
    prepare: talks,
    act: (scene, before) => scene.member('Mia').says(placeOf(before), 'The big one.'),
    chat: [hello, pleasure, 'The big one.'],
    thread: [pleasure],
    farewell: null,
  },
  {
    title: 'a message to the member',
    calls: { 'the message': speech },
    prepare: talks,
    act: (scene, before) => before && scene.agent.replies(before.account, 'Or the small one?'),
    chat: [hello, pleasure, 'Or the small one?'],
    thread: [pleasure, 'Or the small one?'],
    farewell: null,
  },
  {
    title: 'what the agent wrote too early',
    calls: { 'the notice': onTelegram('messages.SendMessage') },
    async prepare(scene) {
      const mia = scene.member('Mia');
      const thread = threadIn(await mia.presses('Upgrade to VIP'));
      return { thread, account: await findsCustomer(scene, mia) };
    },
    act: (scene, before) => before && scene.agent.writesBlindly(before.account, 'So, as I said …'),
    chat: ['So, as I said …', 'Not delivered: your last message'],
    thread: [],
    farewell: null,
  },
  {
    title: 'an ending by the member',
    calls: endingCalls,
    prepare: talks,
    act: (scene, before) => scene.member('Mia').runs('/vip end', {}, placeOf(before)),
    chat: [],
    thread: [],
    farewell: 'This conversation has ended: its member ended it.',
  },
  {
    // Making the direct channel is not among the calls: it is one queue of all guilds, and changes nothing.
    title: 'an ending by the staff',
    calls: { 'the direct message': directMessage },
    prepare: talks,
    act: (scene) => scene.staff.runs('/vip clear', { user: scene.member('Mia') }),
    chat: [],
    thread: [],
    farewell: 'This conversation has ended: the staff cleared it.',
  },
  {
    title: 'an ending by archiving',
    calls: { 'the goodbye': speech, 'its lock': onThread('PATCH', '') },
    prepare: talks,
    act: (scene, before) => scene.staff.archives(placeOf(before)),
    chat: [],
    thread: [],
    farewell: 'This conversation has ended: its thread was archived.',
  },
  {
    title: 'a move to a new thread',
    calls: {
      'the thread': threadCreation,
      'the member in it': onThread('PUT', '/thread-members/*'),
      'the welcome': speech,
      'the last answer': linkAnswer,
      'the lock of the old thread': onThread('PATCH', ''),
      'the log': logEntry,
    },
    prepare: talks,
    act(scene, before) {
      const asking = `GET /channels/${placeOf(before).id}`;
      scene.stage.faults.fail(asking, { times: Number.POSITIVE_INFINITY });
      return scene.member('Mia').presses('Upgrade to VIP');
    },
    chat: [hello, pleasure],
    thread: [pleasure],
    farewell: 'This conversation goes on in',
  },
];

function placeOf(before: Before | null): Place {
  if (before === null) throw new Error('there was no conversation');
  return before.thread;
}
