import type { ChatInputCommandInteraction } from 'discord.js';
import { DiscordRefusal, translateError } from './errors.js';
import { sceneOf } from './guild-view.js';
import { missingForPanel } from './setup-check.js';
import type { MessageView } from './views/components.js';
import { serverOnlyView } from './views/faults.js';
import { panelPosted, panelRefused, panelView } from './views/panel.js';

/** Posts the panel in the channel where the command was run; says what came of it. */
export async function postPanel(interaction: ChatInputCommandInteraction): Promise<MessageView> {
  if (!interaction.inCachedGuild()) return serverOnlyView();
  const { channel, guild } = interaction;
  if (channel === null || channel.isThread() || !channel.isTextBased())
    return panelRefused('please run this in a text channel of the server.');
  const roleIds = [...(guild.members.me?.roles.cache.keys() ?? [])];
  const missing = missingForPanel(sceneOf(guild, channel), { userId: interaction.client.user.id, roleIds });
  if (missing.length > 0) return panelRefused(`I need **${missing.join('**, **')}** in this channel.`);
  try {
    await channel.send({ ...panelView() });
    return panelPosted();
  } catch (error) {
    const fault = translateError(error);
    if (fault instanceof DiscordRefusal) return panelRefused(`Discord says: ${fault.message}.`);
    throw fault;
  }
}
