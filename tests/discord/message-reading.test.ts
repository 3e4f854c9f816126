import {
  type APIMessage,
  AttachmentFlags,
  MessageFlags,
  MessageReferenceType,
  MessageType,
  REST,
} from 'discord.js';
import { describe, expect, it } from 'vitest';
import { DiscordFiles } from '../../src/discord/files/discord-files.js';
import { MessageReader } from '../../src/discord/message-reading.js';
import { DiscordRest } from '../../src/discord/rest.js';
import { carriedWords } from '../../src/discord/views/carried-words.js';

const author = { id: '7', username: 'ann', discriminator: '0', global_name: 'Ann', avatar: null };

/** A message as Discord lists it, with some of it changed. */
function message(changes: Partial<APIMessage> = {}): APIMessage {
  return {
    id: '100',
    channel_id: '50',
    author,
    content: 'hello',
    timestamp: '2026-11-23T10:00:00.000Z',
    edited_timestamp: null,
    tts: false,
    mention_everyone: false,
    mentions: [],
    mention_roles: [],
    attachments: [],
    embeds: [],
    pinned: false,
    type: MessageType.Default,
    ...changes,
  };
}

const names = {
  memberName: (_guild: string, id: string) => (id === '8' ? 'Bo of the guild' : null),
  roleName: () => null,
  channelName: (guildId: string, id: string) => (guildId !== '3' && id === '3' ? 'lounge' : null),
  serverName: (guildId: string) => (guildId === '9' ? null : `Server ${guildId}`),
};

const rest = new DiscordRest(new REST(), () => null);
const reader = new MessageReader(names, new DiscordFiles(rest, 'https://discord.com/api'));
const read = (changes: Partial<APIMessage>) => reader.read(message(changes), '1');

function attachment(contentType?: string) {
  const rest = contentType === undefined ? {} : { content_type: contentType };
  return { id: '1', filename: 'a.bin', size: 1, url: '', proxy_url: '', ...rest };
}

describe('reading a message', () => {
  it('takes words and author', () => {
    expect(read({})).toEqual({
      threadId: '50',
      id: '100',
      authorId: '7',
      authorName: 'Ann',
      authorKind: 'person',
      text: { text: 'hello', entities: [] },
      files: [],
      replyTo: null,
      editedAt: null,
      ownReactions: [],
      reactions: [],
    });
  });

  it('names authors as the guild does', () => {
    expect(read({ author: { ...author, id: '8' } }).authorName).toBe('Bo of the guild');
    expect(read({ author: { ...author, global_name: null } }).authorName).toBe('ann');
  });

  it('makes mentions readable', () => {
    const mentions = [{ ...author, id: '9', global_name: 'Cy' }];
    expect(read({ content: '<@8> <@9> <@10> <#3>', mentions }).text.text).toBe(
      '@Bo of the guild @Cy @someone #lounge',
    );
  });

  it.each([
    ['a bot', { author: { ...author, bot: true } }, 'bot'],
    ['a webhook', { webhook_id: '5' }, 'bot'],
    ['Discord itself', { author: { ...author, system: true } }, 'system'],
    ['someone was added', { type: MessageType.RecipientAdd }, 'system'],
    ['the thread was renamed', { type: MessageType.ChannelNameChange }, 'system'],
    ['a reply', { type: MessageType.Reply }, 'person'],
  ])('%s', (_what, changes, kind) => {
    expect(read(changes).authorKind).toBe(kind);
  });

  it.each<[string, Partial<APIMessage>, string]>([
    ['a picture', { attachments: [attachment('image/png')] }, 'photo'],
    ['a GIF', { attachments: [attachment('image/gif')] }, 'animation'],
    ['a video', { attachments: [attachment('video/mp4')] }, 'video'],
    ['an audio file', { attachments: [attachment('audio/ogg; codecs=opus')] }, 'audio'],
    ['a file', { attachments: [attachment()] }, 'document'],
    [
      'a voice message',
      { attachments: [attachment('audio/ogg')], flags: MessageFlags.IsVoiceMessage },
      'voice',
    ],
    ['a sticker', { sticker_items: [{ id: '1', name: 'wave', format_type: 1 }] }, 'sticker'],
    ['a moving sticker', { sticker_items: [{ id: '1', name: 'wave', format_type: 4 }] }, 'animation'],
  ])('takes %s as a file', (_what, changes, kind) => {
    const { files, text } = read({ content: '', ...changes });
    expect(files.map((file) => file.kind)).toEqual([kind]);
    expect(text.text).toBe('');
  });

  it('knows spoilers by name and by flag, and names them without the mark', () => {
    const hidden = { ...attachment(), filename: 'SPOILER_a.bin' };
    const flagged = { ...attachment(), flags: AttachmentFlags.IsSpoiler };
    const { files } = read({ attachments: [hidden, flagged, attachment()] });
    expect(files.map(({ name, isSpoiler }) => [name, isSpoiler])).toEqual([
      ['a.bin', true],
      ['a.bin', true],
      ['a.bin', false],
    ]);
  });

  it('takes a forward with its origin, words and files', () => {
    const { mentions, flags, embeds, timestamp, edited_timestamp, mention_roles, type } = message();
    const copy = { mentions, flags: flags ?? 0, embeds, timestamp, edited_timestamp, mention_roles, type };
    const forwarded = { ...copy, content: 'over there', attachments: [attachment('image/png')] };
    const { text, files } = read({
      content: '',
      message_reference: { type: MessageReferenceType.Forward, channel_id: '3', guild_id: '1' },
      message_snapshots: [{ message: forwarded }],
    });
    expect(text.text).toBe('↪️ Forwarded from #lounge:\nover there');
    expect(text.entities).toMatchObject([{ kind: 'quote', length: 10 }]);
    expect(files).toHaveLength(1);
  });

  it.each([
    ['a channel of this server', { channel_id: '3', guild_id: '1' }, ' from #lounge:'],
    ['a channel when the server is not told', { channel_id: '3' }, ' from #lounge:'],
    ['a channel of another server', { channel_id: '3', guild_id: '2' }, ' from #lounge (Server 2):'],
    [
      'another server, in a channel that can’t be seen',
      { channel_id: '3', guild_id: '3' },
      ' from Server 3:',
    ],
    ['a place of which nothing is known', { channel_id: '5', guild_id: '9' }, ' message:'],
    ['a direct message', { channel_id: '5' }, ' message:'],
  ])('names where a forward came from: %s', (_where, origin, words) => {
    const { mentions, flags, embeds, timestamp, edited_timestamp, mention_roles, type } = message();
    const copy = { mentions, flags: flags ?? 0, embeds, timestamp, edited_timestamp, mention_roles, type };
    const { text } = read({
      content: '',
      message_reference: { type: MessageReferenceType.Forward, ...origin },
      message_snapshots: [{ message: { ...copy, content: 'over there', attachments: [] } }],
    });
    expect(text.text).toBe(`↪️ Forwarded${words}\nover there`);
  });

  it.each<[string, Partial<APIMessage>, string]>([
    [
      'a Lottie sticker',
      { sticker_items: [{ id: '1', name: 'wave', format_type: 3 }] },
      ':wave: (a sticker)',
    ],
    ['an activity', { activity: { type: 1 } }, '🎮 An invitation to join an activity on Discord'],
    ['what nobody knows', {}, 'Something arrived from Discord that can’t be shown here.'],
  ])('puts %s into words', (_what, changes, words) => {
    expect(read({ content: '', ...changes }).text.text).toBe(words);
  });

  it('says that something came of which it knows nothing more (modmailbot#827)', () => {
    const said = { text: carriedWords.unknown, entities: [] };
    expect(read({ content: '' })).toMatchObject({ authorKind: 'person', text: said });
  });

  it('quotes what is answered, and knows when it is gone', () => {
    const reference = { message_id: '90', channel_id: '50' };
    const reply = { type: MessageType.Reply, message_reference: reference };
    const answered = message({ id: '90', author: { ...author, id: '8' }, content: 'the **question**' });
    expect(read({ ...reply, referenced_message: answered }).replyTo).toEqual({
      id: '90',
      quote: { text: 'Bo of the guild: the question', entities: [] },
    });
    expect(read({ ...reply, referenced_message: null }).replyTo).toEqual({ id: '90', quote: null });
  });

  it('tells the bot’s own reactions from those of people, in the form that both sides share', () => {
    const counts = { count: 1, count_details: { burst: 0, normal: 1 }, me_burst: false, burst_colors: [] };
    const reactions = [
      { ...counts, me: true, emoji: { id: null, name: '❤️' } },
      { ...counts, me: false, emoji: { id: null, name: '👍' } },
      { ...counts, count: 2, me: true, emoji: { id: null, name: '🎉' } },
      { ...counts, me: false, emoji: { id: '1', name: 'wave' } },
    ];
    expect(read({ reactions })).toMatchObject({ ownReactions: ['❤', '🎉'], reactions: ['👍', '🎉'] });
  });
});
