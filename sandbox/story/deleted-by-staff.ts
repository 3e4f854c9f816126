import { threadIn } from '../stage/scene.js';
import { beginning, findsCustomer } from './conversation.js';
import type { Story } from './story.js';

/** Somebody of the staff deletes the thread by hand, as people do. */
export const deletedByStaff: Story = {
  id: 'deleted',
  name: 'Deleted thread',
  title: 'Staff deleted the thread, and the member presses Upgrade again',
  steps: [
    ...beginning,
    {
      sentence: 'Sam of the staff deletes the thread by hand, and Mia is told by direct message.',
      look: { as: 'Mia', pane: 'discord', at: 'panel' },
      async play(telling) {
        telling.scene.staff.deletesThread(telling.endThread());
        await telling.member.getsDirectMessage('its thread was deleted');
      },
    },
    {
      sentence: 'Mia presses Upgrade again, and a new conversation opens at once.',
      look: { as: 'Mia', pane: 'discord', at: 'panel' },
      async play(telling) {
        const { member } = telling;
        telling.openThread = threadIn(await member.presses('Upgrade to VIP'));
        await member.sees(telling.openThread, 'Welcome, Mia!');
      },
    },
    {
      sentence: 'The old conversation is closed in the books: its thread was deleted.',
      look: { as: 'Mia', pane: 'machine', at: 'thread' },
      async play(telling) {
        const { scene, member, endedThread } = telling;
        await scene.closed(endedThread ?? { id: '' }, 'thread_deleted');
        // The old chat is wiped by now, so the next step can be looked at in the new one from its beginning.
        telling.account = await findsCustomer(scene, member);
      },
    },
    {
      sentence: 'Ada greets Mia in a chat that holds nothing of the old one.',
      look: { as: 'Mia', pane: 'telegram', at: 'thread' },
      async play({ scene, member, thread, account }) {
        scene.agent.replies(account, 'Welcome back, Mia.');
        await member.sees(thread, 'Welcome back, Mia.');
      },
    },
    {
      sentence: 'The staff find the ending in their log.',
      look: { as: 'Sam', pane: 'discord', at: 'log' },
      async play({ scene }) {
        await scene.staff.sees({ id: scene.plan.logChannelId }, 'Thread deleted');
      },
    },
  ],
};
