import { threadIn } from '../stage/scene.js';
import { beginsToTalk, findsCustomer } from './conversation.js';
import type { Story } from './story.js';

/** Discord archives an idle thread. In the bot that this one replaces, that locked its member out for good. */
export const archived: Story = {
  title: 'The thread was archived, and the member presses Upgrade again',
  async tell(scene) {
    const mia = scene.member('Mia');
    const { thread, account } = await beginsToTalk(scene, mia);
    scene.staff.archives(thread);
    const answer = await mia.presses('Upgrade to VIP');
    const openThread = threadIn(answer);
    if (openThread.id === thread.id) throw new Error('Mia was sent back to the archived thread');
    await mia.sees(openThread, 'Welcome, Mia!');
    await mia.sees(thread, 'This conversation has ended: its thread was archived.');
    await scene.closed(thread, 'thread_archived');
    const next = await findsCustomer(scene, mia);
    scene.agent.reads(next);
    mia.says(openThread, 'Here I am again.');
    await scene.agent.sees(next, 'Here I am again.');
    await scene.staff.sees({ id: scene.plan.logChannelId }, 'Thread archived');
    return { endedThread: thread, openThread, account };
  },
};
