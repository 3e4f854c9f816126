import { describe, expect, it } from 'vitest';
import { codeOf, foundWorld, openThread } from './founded-world.js';

describe('GIVEN a rule of automatic moderation', () => {
  it.each([
    ['a whole word', 'darn', ['a DARN thing'], ['darned', 'a thing', 'undarn']],
    ['a phrase', 'cheap gold', ['buy cheap gold now'], ['cheap and gold']],
    ['the beginning of a word', 'cat*', ['catch', 'Catapult'], ['concat']],
    ['the end of a word', '*cat', ['wildcat'], ['catch']],
    ['anywhere', '*cat*', ['location'], ['dog']],
  ])('THEN %s is found', (_how, keyword, blocked, passed) => {
    const { world, guild, channel, member } = foundWorld();
    world.autoModeration.setRules(guild.id, [{ keywords: [keyword] }]);
    const say = (content: string) => codeOf(() => world.messages.create(member, channel.id, { content }));
    expect(blocked.map(say)).toEqual(blocked.map(() => 200_000));
    expect(passed.map(say)).toEqual(passed.map(() => null));
  });

  it('THEN it holds for edits and titles, and nothing has changed', () => {
    const scene = foundWorld();
    const { world, guild, channel, member, bot } = scene;
    const thread = openThread(scene);
    const said = world.messages.create(member, channel.id, { content: 'fine' });
    world.autoModeration.setRules(guild.id, [{ keywords: ['darn'], isForBots: true }]);
    const edit = () => world.messages.edit(member, channel.id, said.id, { content: 'darn' });
    expect(codeOf(edit)).toBe(200_000);
    expect(world.store.requireMessage(channel.id, said.id).content).toBe('fine');
    const body = { name: 'darn you', type: 12 };
    expect(codeOf(() => world.threads.create(bot, channel.id, body))).toBe(200_001);
    expect(codeOf(() => world.threads.edit(bot, thread.id, { name: 'darn you' }))).toBe(200_001);
    expect(thread.name).toBe('mara · K7');
  });

  it('THEN exempt are who manages the server, bots, and whom and what it names', () => {
    const { world, guild, channel, member, owner, moderator, moderators, bot } = foundWorld();
    const say = (who: string) => codeOf(() => world.messages.create(who, channel.id, { content: 'darn' }));
    world.autoModeration.setRules(guild.id, [{ keywords: ['darn'], exemptRoleIds: [moderators.id] }]);
    expect([owner, bot, moderator, member].map(say)).toEqual([null, null, null, 200_000]);
    world.autoModeration.setRules(guild.id, [{ keywords: ['darn'], isForBots: true }]);
    expect([owner, bot].map(say)).toEqual([null, 200_000]);
    world.autoModeration.setRules(guild.id, [{ keywords: ['darn'], exemptChannelIds: [channel.id] }]);
    expect(say(member)).toBeNull();
    world.autoModeration.setRules(guild.id, [{ keywords: ['dar*'], allowed: ['darn'] }]);
    expect(say(member)).toBeNull();
  });
});
