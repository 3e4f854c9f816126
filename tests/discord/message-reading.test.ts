import { type APIMessage, MessageFlags, MessageReferenceType, MessageType } from 'discord.js';
import { describe, expect, it } from 'vitest';
import { readMessage } from '../../src/discord/message-reading.js';

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
  channelName: () => 'lounge',
};

const read = (changes: Partial<APIMessage>) => readMessage(message(changes), '1', names);

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
      content: { text: 'hello', entities: [] },
      unsupported: [],
    });
  });

  it('names authors as the guild does', () => {
    expect(read({ author: { ...author, id: '8' } }).authorName).toBe('Bo of the guild');
    expect(read({ author: { ...author, global_name: null } }).authorName).toBe('ann');
  });

  it('makes mentions readable', () => {
    const mentions = [{ ...author, id: '9', global_name: 'Cy' }];
    expect(read({ content: '<@8> <@9> <@10> <#3>', mentions }).content.text).toBe(
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

  it.each<[string, Partial<APIMessage>, string[]]>([
    ['a picture', { attachments: [attachment('image/png')] }, ['a picture']],
    ['a video', { attachments: [attachment('video/mp4')] }, ['a video']],
    ['an audio file', { attachments: [attachment('audio/ogg')] }, ['an audio file']],
    ['a file', { attachments: [attachment()] }, ['a file']],
    ['files', { attachments: [attachment(), attachment()] }, ['2 files']],
    [
      'a voice message',
      { attachments: [attachment('audio/ogg')], flags: MessageFlags.IsVoiceMessage },
      ['a voice message'],
    ],
    ['a sticker', { sticker_items: [{ id: '1', name: 'wave', format_type: 1 }] }, ['a sticker']],
    [
      'a forward',
      { message_reference: { type: MessageReferenceType.Forward, channel_id: '1' } },
      ['a forwarded message'],
    ],
    ['nothing that can be read', { content: '' }, ['something that can’t be read']],
  ])('names %s', (_what, changes, unsupported) => {
    expect(read({ content: '', ...changes }).unsupported).toEqual(unsupported);
  });
});
