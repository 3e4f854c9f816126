import { threadIn } from '../stage/scene.js';
import { beginning, findsCustomer } from './conversation.js';
import type { Story } from './story.js';

/** Discord archives an idle thread. In the bot that this one replaces, that locked its member out for good. */
export const archived: Story = {
  id: 'archived',
  name: 'Archived thread',
  title: 'The thread was archived, and the member presses Upgrade again',
  steps: [
    ...beginning,
    {
      sentence: 'The thread is archived, as Discord does by itself when nobody writes for a while.',
      look: { as: 'Mia', pane: 'discord', at: 'ended-thread' },
      async play(telling) {
        telling.scene.staff.archives(telling.endThread());
      },
    },
    {
      sentence: 'Mia presses Upgrade again. She is not locked out: a new conversation opens at once.',
      look: { as: 'Mia', pane: 'discord', at: 'panel' },
      async play(telling) {
        const { member, endedThread } = telling;
        const openThread = threadIn(await member.presses('Upgrade to VIP'));
        if (openThread.id === endedThread?.id) throw new Error('Mia was sent back to the archived thread');
        await member.sees(openThread, 'Welcome, Mia!');
        telling.openThread = openThread;
      },
    },
    {
      sentence: 'The old conversation is closed in the books with its reason, and its thread says so.',
      look: { as: 'Mia', pane: 'machine', at: 'ended-thread' },
      async play(telling) {
        const { scene, member, endedThread } = telling;
        const thread = endedThread ?? { id: '' };
        await member.sees(thread, 'This conversation has ended: its thread was archived.');
        await scene.closed(thread, 'thread_archived');
        // The old chat is wiped by now, so the next step can be looked at in the new one from its beginning.
        telling.account = await findsCustomer(scene, member);
      },
    },
    {
      sentence: 'Ada meets Mia in a chat of her own again, and they go on.',
      look: { as: 'Mia', pane: 'telegram', at: 'thread' },
      async play({ scene, member, thread, account }) {
        scene.agent.reads(account);
        member.says(thread, 'Here I am again.');
        await scene.agent.sees(account, 'Here I am again.');
      },
    },
    {
      sentence: 'The staff find the ending in their log.',
      look: { as: 'Sam', pane: 'discord', at: 'log' },
      async play({ scene }) {
        await scene.staff.sees({ id: scene.plan.logChannelId }, 'Thread archived');
      },
    },
  ],
};
