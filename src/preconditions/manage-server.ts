import { Precondition } from '@sapphire/framework';
import type { ChatInputCommandInteraction } from 'discord.js';
import { denials } from '../discord/fault-reports.js';
import { readActor } from '../discord/interaction-rights.js';

/**
 * Manage Server, judged when the command runs: what `default_member_permissions` says can be changed by a server's administrators, and is no
 * authority.
 */
export class ManageServerPrecondition extends Precondition {
  constructor(context: Precondition.LoaderContext, options: Precondition.Options) {
    super(context, { ...options, name: 'ManageServer' });
  }

  override async chatInputRun(interaction: ChatInputCommandInteraction) {
    const actor = await readActor(interaction);
    return actor?.rights.mayManage ? this.ok() : this.error({ identifier: denials.manageServerOnly });
  }
}

declare module '@sapphire/framework' {
  interface Preconditions {
    ManageServer: never;
  }
}
