import type { GuildSettings } from './guild-settings.js';
import { postKey } from './keys.js';
import type { LogNotice } from './notices.js';
import type { SessionPorts } from './ports/index.js';

type RoleKind = Extract<LogNotice, { kind: 'role_gone' }>['which'];

/** A chosen role was deleted: it counts for nobody from now on, and staff are told once. Of other roles nothing is said. */
export async function reportDeletedRole(
  { guilds, announcements, environment }: Pick<SessionPorts, 'guilds' | 'announcements' | 'environment'>,
  { guildId, roleId }: { readonly guildId: string; readonly roleId: string },
): Promise<void> {
  const settings = await guilds.find(guildId);
  const which = settings === null ? null : kindOf(settings, roleId);
  if (settings === null || which === null) return;
  const fact = `role_gone:${roleId}`;
  if (!(await guilds.reportOnce(guildId, fact, environment.now()))) return;
  environment.log.warn({ guildId, roleId, which }, 'lost role');
  if (settings.logChannelId === null) return;
  const notice = { kind: 'role_gone', roleId, which } as const;
  try {
    await announcements.writeLog(settings.logChannelId, notice, postKey(guildId, fact, null));
  } catch (error) {
    // Said again when the guild is met anew.
    await guilds.forgetReport(guildId, fact);
    throw error;
  }
}

function kindOf(settings: GuildSettings, roleId: string): RoleKind | null {
  const roles: readonly (readonly [RoleKind, string])[] = [
    ['staff', settings.staffRoleId],
    ['admin', settings.adminRoleId],
    ['support', settings.supportRoleId],
    ['vip', settings.vipRoleId],
  ];
  return roles.find(([, id]) => id === roleId)?.[0] ?? null;
}
