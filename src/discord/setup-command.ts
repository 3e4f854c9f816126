import { container } from '@sapphire/framework';
import type { ChatInputCommandInteraction } from 'discord.js';
import type { GuildSettings } from '../sessions/index.js';
import { checkSetup } from './setup.js';
import type { MessageView } from './views/components.js';
import { serverOnlyView } from './views/faults.js';
import { agentRefused, setupRefused, setupSaved } from './views/setup-report.js';

/** The names of the options of `/vip setup`. */
export const setupOptions = {
  channel: 'channel',
  staff: 'staff',
  admin: 'admin',
  support: 'support',
  vip: 'vip',
  agent: 'agent',
  log: 'log',
} as const;

/** Checks what was chosen, pins the agent by user id and stores the settings; says what came of it. */
export async function setUp(interaction: ChatInputCommandInteraction): Promise<MessageView> {
  if (!interaction.inCachedGuild()) return serverOnlyView();
  const { settings: store, agents, log } = container.concierge;
  const { guild, guildId, options } = interaction;
  const roles = {
    Staff: options.getRole(setupOptions.staff, true),
    Admin: options.getRole(setupOptions.admin, true),
    Support: options.getRole(setupOptions.support, true),
    VIP: options.getRole(setupOptions.vip, true),
  };
  const channelId = options.getChannel(setupOptions.channel, true).id;
  const logChannelId = options.getChannel(setupOptions.log)?.id ?? null;
  const { blocking, missing } = checkSetup(guild, { channelId, roles, logChannelId });
  if (blocking.length > 0) return setupRefused(blocking);

  const username = options.getString(setupOptions.agent, true).trim().replace(/^@/u, '');
  const lookup = await agents.findAgent(guildId, username);
  if (lookup.kind === 'refused') return agentRefused(username, lookup.why);
  const settings: GuildSettings = {
    guildId,
    channelId,
    staffRoleId: roles.Staff.id,
    adminRoleId: roles.Admin.id,
    supportRoleId: roles.Support.id,
    vipRoleId: roles.VIP.id,
    logChannelId,
    agent: { userId: lookup.agent.userId, username: lookup.agent.username },
  };
  await store.save(settings);
  log.info({ guildId, by: interaction.user.id, channelId, missing: missing.length }, 'set up guild');
  return setupSaved(settings, missing);
}
