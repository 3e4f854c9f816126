import { threadIn } from '../stage/scene.js';
import { beginsToTalk, findsCustomer } from './conversation.js';
import type { Story } from './story.js';

/** Somebody of the staff deletes the thread by hand, as people do. */
export const deletedByStaff: Story = {
  title: 'Staff deleted the thread, and the member presses Upgrade again',
  async tell(scene) {
    const mia = scene.member('Mia');
    const { thread, account } = await beginsToTalk(scene, mia);
    scene.staff.deletesThread(thread);
    await mia.getsDirectMessage('its thread was deleted');
    const answer = await mia.presses('Upgrade to VIP');
    const openThread = threadIn(answer);
    await mia.sees(openThread, 'Welcome, Mia!');
    await scene.closed(thread, 'thread_deleted');
    const next = await findsCustomer(scene, mia);
    scene.agent.replies(next, 'Welcome back, Mia.');
    await mia.sees(openThread, 'Welcome back, Mia.');
    await scene.staff.sees({ id: scene.plan.logChannelId }, 'Thread deleted');
    return { endedThread: thread, openThread, account };
  },
};
