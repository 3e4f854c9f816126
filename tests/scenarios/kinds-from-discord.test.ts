import { expect } from 'vitest';
import type { SeenMessage } from '../../sandbox/people/seen-message.js';
import { type FromDiscord, fromDiscord } from '../relay/carried/from-discord.js';
import { showInChat } from '../relay/carried/shown.js';
import { playKinds } from './support/kinds-frame.js';

playKinds<FromDiscord, SeenMessage>({
  title: 'from the member to the agent',
  name: 'to_telegram',
  kinds: fromDiscord,
  send: ({ scene, thread }, kind, words) => kind.send(scene.member('Mia'), thread, words, scene),
  edit: ({ scene }, sent, words) => scene.member('Mia').edits(sent, words),
  delete: ({ scene }, sent) => scene.member('Mia').deletes(sent),
  standing({ scene, account }) {
    const chat = scene.agent.person.seesChatWith(account);
    const behind = chat.slice(chat.findIndex(({ text }) => text.startsWith('With pleasure')) + 1);
    return behind.map((message) => ({ id: String(message.id), shown: showInChat(message) }));
  },
  async answer({ scene, thread, account }, sent, copy) {
    const { agent } = scene;
    const mia = scene.member('Mia');
    const answer = agent.replies(account, 'I see', { replyTo: Number(copy.id) });
    expect((await mia.sees(thread, 'I see')).replyToId).toBe(sent.id);
    agent.deletes(account, [answer]);
    const own = mia.says(thread, 'And this', { replyTo: sent });
    expect((await agent.sees(account, 'And this')).replyToId).toBe(Number(copy.id));
    mia.deletes(own);
  },
});
