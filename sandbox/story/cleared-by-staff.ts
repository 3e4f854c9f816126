import { beginning } from './conversation.js';
import type { Story } from './story.js';

/** One command frees a member, whatever became of their conversation. */
export const clearedByStaff: Story = {
  id: 'cleared',
  name: 'Cleared by staff',
  title: 'Staff clear a conversation',
  steps: [
    ...beginning,
    {
      sentence: 'Sam of the staff runs /vip clear for Mia, and is told step by step what was done.',
      look: { as: 'Sam', pane: 'discord', at: 'panel' },
      async play(telling) {
        const report = await telling.scene.staff.runs('/vip clear', { user: telling.member });
        for (const words of [
          'Cleared for',
          '✅ Archived and locked the thread',
          '✅ Wiped the chat on Telegram',
        ]) {
          if (!report.text.includes(words)) throw new Error(`Sam read “${report.text}”`);
        }
        telling.endThread();
      },
    },
    {
      sentence: 'Mia reads in her thread, and in a direct message, that the staff have ended it.',
      look: { as: 'Mia', pane: 'discord', at: 'ended-thread' },
      async play({ member, endedThread }) {
        await member.sees(endedThread ?? { id: '' }, 'This conversation has ended: the staff cleared it.');
        await member.getsDirectMessage('the staff cleared it');
      },
    },
    {
      sentence: 'The session is closed, and its account is free for the next member.',
      look: { as: 'Mia', pane: 'machine', at: 'ended-thread' },
      async play({ scene, endedThread }) {
        await scene.closed(endedThread ?? { id: '' }, 'cleared_by_staff');
      },
    },
    {
      sentence: 'Ada’s chat is wiped on both sides; one line says how the conversation ended.',
      look: { as: 'Sam', pane: 'telegram', at: 'panel' },
      async play({ scene, account }) {
        await scene.agent.seesOnlyEnding(account, 'staff cleared it');
      },
    },
    {
      sentence: 'The staff find the ending in their log.',
      look: { as: 'Sam', pane: 'discord', at: 'log' },
      async play({ scene }) {
        await scene.staff.sees({ id: scene.plan.logChannelId }, 'Cleared by staff');
      },
    },
  ],
};
