import { threadIn } from '../stage/scene.js';
import { beginning } from './conversation.js';
import type { Story } from './story.js';

/** Only a session that is really alive refuses a second one, and leads to the first. */
export const aliveAndRefused: Story = {
  id: 'alive',
  name: 'Still open',
  title: 'The conversation is alive: a second one is refused, with the link to the first',
  steps: [
    ...beginning,
    {
      sentence: 'Mia presses Upgrade once more. Her conversation is alive, so she is led to it.',
      look: { as: 'Mia', pane: 'discord', at: 'panel' },
      async play({ member, thread }) {
        const answer = await member.presses('Upgrade to VIP');
        if (!answer.text.startsWith('You already have an open conversation.')) {
          throw new Error(`Mia read “${answer.text}”`);
        }
        if (threadIn(answer).id !== thread.id) throw new Error('the link leads elsewhere');
        const labels = answer.buttons.map(({ label }) => label).join(', ');
        if (labels !== 'Open your conversation, End session') {
          throw new Error(`Mia sees the buttons ${labels}`);
        }
      },
    },
    {
      sentence: 'She goes on where she was, with the same Ada in the same chat.',
      look: { as: 'Mia', pane: 'telegram', at: 'thread' },
      async play({ scene, member, thread, account }) {
        member.says(thread, 'The big one, please.');
        await scene.agent.sees(account, 'The big one, please.');
      },
    },
  ],
};
