import { threadIn } from '../stage/scene.js';
import { beginsToTalk } from './conversation.js';
import type { Story } from './story.js';

/** Only a session that is really alive refuses a second one, and leads to the first. */
export const aliveAndRefused: Story = {
  title: 'The conversation is alive: a second one is refused, with the link to the first',
  async tell(scene) {
    const mia = scene.member('Mia');
    const { thread, account } = await beginsToTalk(scene, mia);
    const answer = await mia.presses('Upgrade to VIP');
    if (!answer.text.startsWith('You already have an open conversation.')) {
      throw new Error(`Mia read “${answer.text}”`);
    }
    if (threadIn(answer).id !== thread.id) throw new Error('the link leads elsewhere');
    const labels = answer.buttons.map(({ label }) => label).join(', ');
    if (labels !== 'Open your conversation, End session') throw new Error(`Mia sees the buttons ${labels}`);
    mia.says(thread, 'The big one, please.');
    await scene.agent.sees(account, 'The big one, please.');
    return { endedThread: null, openThread: thread, account };
  },
};
