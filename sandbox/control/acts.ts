import { z } from 'zod';

const id = z.string().regex(/^\d{1,20}$/);
const place = id.transform((value) => ({ id: value }));
/** A message on Discord, by where it stands and which it is. */
const message = { channel: id, message: id };
const option = z.union([z.string(), z.number(), z.boolean(), z.object({ id })]);
const options = z.record(z.string(), option);
const component = z.string().min(1);
const emoji = z.string().min(1);

const file = z
  .strictObject({
    name: z.string().min(1),
    contentType: z.string(),
    data: z.base64(),
    isSpoiler: z.boolean().optional(),
  })
  .transform(({ name, contentType, data, isSpoiler }) => ({
    name,
    // A browser leaves it empty for what it does not know.
    contentType: contentType || 'application/octet-stream',
    bytes: Buffer.from(data, 'base64'),
    spoiler: isSpoiler ?? false,
  }));
const files = z.array(file).max(10).default([]);

const poll = z.strictObject({
  question: z.string(),
  answers: z.array(z.string()),
  allowsMany: z.boolean().default(false),
  hours: z.int().positive().default(24),
});

/** What a person on Discord can be asked to do; `README.md` has the table. */
export const personAct = z.discriminatedUnion('act', [
  z.strictObject({
    act: z.literal('runs'),
    command: z.string().min(1),
    options: options.default({}),
    where: place.optional(),
  }),
  z.strictObject({
    act: z.literal('completes'),
    command: z.string().min(1),
    options,
    focused: z.string().min(1),
    where: place,
  }),
  z.strictObject({ act: z.literal('presses'), label: z.string().min(1), where: place.optional() }),
  z.strictObject({ act: z.literal('clicks'), ...message, component }),
  z.strictObject({ act: z.literal('chooses'), ...message, component, values: z.array(z.string()).max(25) }),
  z.strictObject({
    act: z.literal('submits'),
    modal: id,
    values: z.record(z.string(), z.union([z.string(), z.array(z.string())])),
  }),
  z.strictObject({ act: z.literal('closesModal'), modal: id }),
  z.strictObject({
    act: z.literal('says'),
    where: place,
    text: z.string(),
    replyTo: id.optional(),
    files,
    sticker: id.optional(),
    poll: poll.optional(),
    forwardOf: z.strictObject(message).optional(),
  }),
  z.strictObject({ act: z.literal('edits'), ...message, text: z.string() }),
  z.strictObject({ act: z.literal('deletes'), ...message }),
  z.strictObject({ act: z.literal('dismisses'), ...message }),
  z.strictObject({ act: z.literal('reacts'), ...message, emoji }),
  z.strictObject({ act: z.literal('unreacts'), ...message, emoji }),
  z.strictObject({ act: z.literal('types'), where: place }),
  z.strictObject({ act: z.literal('leaves'), thread: place }),
  z.strictObject({ act: z.literal('leavesServer') }),
  z.strictObject({ act: z.literal('joinsServer') }),
  z.strictObject({ act: z.literal('archives'), thread: place, locks: z.boolean().optional() }),
  z.strictObject({ act: z.literal('unarchives'), thread: place }),
  z.strictObject({ act: z.literal('deletesThread'), thread: place }),
  z.strictObject({ act: z.literal('removesFromThread'), thread: place, member: place }),
  z.strictObject({ act: z.literal('acceptsDirectMessages'), accepts: z.boolean() }),
]);

const chat = { account: id };
const chatMessage = { ...chat, message: z.int().positive() };

/** What the agent can be asked to do on Telegram. */
export const agentAct = z.discriminatedUnion('act', [
  z.strictObject({
    act: z.literal('replies'),
    ...chat,
    text: z.string(),
    replyTo: z.int().positive().optional(),
    files,
  }),
  z.strictObject({ act: z.literal('writesBlindly'), ...chat, text: z.string().min(1) }),
  z.strictObject({ act: z.literal('reads'), ...chat }),
  z.strictObject({ act: z.literal('edits'), ...chatMessage, text: z.string().min(1) }),
  z.strictObject({ act: z.literal('deletes'), ...chatMessage }),
  z.strictObject({ act: z.literal('reacts'), ...chatMessage, emoji: emoji.nullable() }),
  z.strictObject({ act: z.literal('types'), ...chat }),
]);

export type ReadPersonAct = z.infer<typeof personAct>;
export type ReadAgentAct = z.infer<typeof agentAct>;
