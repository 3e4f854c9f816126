import { expect } from 'vitest';
import { type FromTelegram, fromTelegram } from '../relay/carried/from-telegram.js';
import { showInThread } from '../relay/carried/shown.js';
import { playKinds } from './support/kinds-frame.js';

playKinds<FromTelegram, readonly number[]>({
  title: 'from the agent to the member',
  name: 'to_discord',
  kinds: fromTelegram,
  send: ({ scene, account }, kind, words) => kind.send(scene.agent, account, words),
  edit: ({ scene, account }, [first = 0], words) => scene.agent.edits(account, first, words),
  delete: ({ scene, account }, sent) => scene.agent.deletes(account, sent),
  standing({ scene, thread }) {
    const { botId } = scene.stage.discord.world.application;
    const posts = scene.staff.looksAt(thread).filter(({ authorId }) => authorId === botId);
    const behind = posts.slice(posts.findIndex(({ text }) => text.startsWith('With pleasure')) + 1);
    return behind.map((message) => ({ id: message.id, shown: showInThread(message) }));
  },
  async answer({ scene, thread, account }, [first = 0], copy) {
    const { agent } = scene;
    const mia = scene.member('Mia');
    const answer = mia.says(thread, 'I see', { replyTo: copy });
    expect((await agent.sees(account, 'I see')).replyToId).toBe(first);
    mia.deletes(answer);
    const own = agent.replies(account, 'And this', { replyTo: first });
    expect((await mia.sees(thread, 'And this')).replyToId).toBe(copy.id);
    agent.deletes(account, [own]);
  },
});
