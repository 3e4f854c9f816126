import { DiscordError } from '../world/discord-error.js';
import type { ChannelRecord, MessageRecord } from '../world/records.js';
import type { DiscordWorld } from '../world/world.js';
import { RefusedAttempt } from './attempt.js';
import { listUsableComponents, type UsableComponent } from './component-finder.js';

/** A component of the bot's that a person can use, and where it stands. */
export interface FoundComponent {
  readonly channel: ChannelRecord;
  readonly message: MessageRecord;
  readonly component: UsableComponent;
}

/**
 * The channel, if the person sees it and its guild is there.
 *
 * @throws RefusedAttempt
 */
export function requireSight(world: DiscordWorld, userId: string, channelId: string): ChannelRecord {
  const { store, access } = world;
  const channel = store.channels.get(channelId);
  if (!channel || !access.canView(userId, channel)) {
    throw new RefusedAttempt('not-visible', 'The person does not see such a channel');
  }
  if (store.guildOf(channel)?.unavailable) {
    throw new RefusedAttempt('unavailable', 'The guild is in an outage');
  }
  return channel;
}

/**
 * Finds a component on a message that the person sees, ephemeral ones included, and wakes its thread.
 *
 * @throws RefusedAttempt
 */
export function requireComponent(
  world: DiscordWorld,
  userId: string,
  channelId: string,
  messageId: string,
  customId: string,
): FoundComponent {
  const channel = requireSight(world, userId, channelId);
  const ephemeral = world.store.ephemeralMessages.get(messageId);
  const isOwn = ephemeral?.channelId === channelId && ephemeral.ephemeralFor === userId;
  const message = isOwn ? ephemeral : world.store.log(channelId).get(messageId);
  if (message?.authorId !== world.application.botId) {
    throw new RefusedAttempt('not-visible', 'The person sees no such message of the bot');
  }
  const component = listUsableComponents(message.components).find(({ custom_id }) => custom_id === customId);
  if (!component) {
    throw new RefusedAttempt('unknown-component', `The message has no component ${customId}`);
  }
  if (component.disabled) {
    throw new RefusedAttempt('disabled', `${customId} is disabled`);
  }
  wake(world, userId, channel);
  return { channel, message, component };
}

/**
 * Discord's clients grey out what stands in a locked thread (discord-api-docs issue 7900), and wake an archived one
 * before they send the interaction (issue 8474).
 */
function wake(world: DiscordWorld, userId: string, channel: ChannelRecord): void {
  if (channel.kind !== 'thread') {
    return;
  }
  if (channel.locked) {
    throw new RefusedAttempt('disabled', 'Components in a locked thread are greyed out');
  }
  if (!channel.archived) {
    return;
  }
  try {
    world.threads.edit(userId, channel.id, { archived: false });
  } catch (error) {
    if (error instanceof DiscordError) {
      throw new RefusedAttempt('archived', `The thread could not be woken: ${error.message}`);
    }
    throw error;
  }
}
