import type { AgentLookup, GuildSettings } from '../../sessions/index.js';
import { escapeText } from '../markdown/index.js';
import type { SetupFinding } from '../setup-check.js';
import type { MessageView } from './components.js';

/** Why the agent can't be pinned. */
type AgentRefusal = Extract<AgentLookup, { kind: 'refused' }>['why'];

/** Everything is stored; what is still missing is named. */
export function setupSaved(settings: GuildSettings, findings: readonly SetupFinding[]): MessageView {
  const lines = [
    findings.length === 0
      ? '✅ Everything is set up.'
      : '⚠️ The settings are saved, but something is still missing. Please fix it, then run `/vip setup` again:',
    ...findingLines(findings),
    '',
    `**Channel** <#${settings.channelId}>`,
    `**Staff** <@&${settings.staffRoleId}> · **Admin** <@&${settings.adminRoleId}> · **Support** <@&${settings.supportRoleId}>`,
    `**VIP** <@&${settings.vipRoleId}>`,
    `**Agent** @${escapeText(settings.agent.username)} on Telegram`,
    `**Log** ${settings.logChannelId === null ? 'none' : `<#${settings.logChannelId}>`}`,
    ...(findings.length === 0 ? ['', 'Now `/vip panel` posts the button for your members.'] : []),
  ];
  return { content: lines.join('\n') };
}

/** Nothing is stored. */
export function setupRefused(findings: readonly SetupFinding[]): MessageView {
  return {
    content: ['❌ Nothing was changed, because this can’t work:', ...findingLines(findings)].join('\n'),
  };
}

export function agentRefused(username: string, why: AgentRefusal): MessageView {
  const name = `@${escapeText(username)}`;
  const words: Record<AgentRefusal, string> = {
    not_found: `I can’t find ${name} on Telegram. Please check the spelling of the username.`,
    is_bot: `${name} is a bot on Telegram. The agent has to be a person.`,
    is_pool_account: `${name} is one of the accounts of the pool. The agent has to be someone else.`,
    no_account:
      'There is no working Telegram account for this server yet, so the agent can’t be looked up. Import one first (`npm run accounts -- import`).',
  };
  return { content: `❌ Nothing was changed. ${words[why]}` };
}

/** One line for whoever lacks something somewhere: with every permission on a line of its own, the whole would be longer than a message may be. */
function findingLines(findings: readonly SetupFinding[]): readonly string[] {
  const lacks = new Map<string, { readonly finding: Lack; readonly permissions: string[] }>();
  const lines: string[] = [];
  for (const finding of findings) {
    if (!('permission' in finding)) {
      lines.push(`- ${faultWords(finding)}`);
      continue;
    }
    const who = `${finding.kind} ${finding.channelId} ${finding.kind === 'role_lacks' ? finding.which : ''}`;
    const lack = lacks.get(who) ?? { finding, permissions: [] };
    lack.permissions.push(`**${finding.permission}**`);
    lacks.set(who, lack);
  }
  for (const { finding, permissions } of lacks.values())
    lines.push(`- ${lackWords(finding, permissions.join(', '))}`);
  return lines;
}

type Lack = Extract<SetupFinding, { readonly permission: string }>;

function lackWords(lack: Lack, permissions: string): string {
  const where = `<#${lack.channelId}>`;
  switch (lack.kind) {
    case 'bot_lacks':
      return `I need ${permissions} in ${where}.`;
    case 'members_lack':
      return `Members need ${permissions} in ${where}, or they can’t use their conversation.`;
    case 'role_lacks':
      return `<@&${lack.roleId}> (${lack.which}) needs ${permissions} in ${where} to see private threads and write in them.`;
  }
}

function faultWords(finding: Exclude<SetupFinding, Lack>): string {
  switch (finding.kind) {
    case 'wrong_channel_type':
      return `<#${finding.channelId}> is not a text channel. Private threads need one.`;
    case 'channel_not_found':
      return `I can’t see <#${finding.channelId}>. Please let me in.`;
    case 'everyone_role':
      return `The ${finding.which} role can’t be @everyone: then everybody would have its rights.`;
    case 'managed_role':
      return `<@&${finding.roleId}> can’t be the ${finding.which} role: it belongs to a bot or an integration.`;
    case 'role_not_found':
      return `The ${finding.which} role no longer exists.`;
    case 'vip_is_staff':
      return `<@&${finding.roleId}> can’t be both the VIP role and the ${finding.which} role: every VIP would be staff.`;
  }
}
