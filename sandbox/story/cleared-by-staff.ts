import { beginsToTalk } from './conversation.js';
import type { Story } from './story.js';

/** One command frees a member, whatever became of their conversation. */
export const clearedByStaff: Story = {
  title: 'Staff clear a conversation',
  async tell(scene) {
    const mia = scene.member('Mia');
    const { thread, account } = await beginsToTalk(scene, mia);
    const report = await scene.staff.runs('/vip clear', { user: mia });
    for (const words of [
      'Cleared for',
      '✅ Archived and locked the thread',
      '✅ Wiped the chat on Telegram',
    ]) {
      if (!report.text.includes(words)) throw new Error(`Sam read “${report.text}”`);
    }
    await mia.sees(thread, 'This conversation has ended: the staff cleared it.');
    await mia.getsDirectMessage('the staff cleared it');
    await scene.closed(thread, 'cleared_by_staff');
    await scene.agent.seesOnlyEnding(account, 'staff cleared it');
    await scene.staff.sees({ id: scene.plan.logChannelId }, 'Cleared by staff');
    return { endedThread: thread, openThread: null, account };
  },
};
