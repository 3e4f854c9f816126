import { Precondition } from '@sapphire/framework';
import type { ChatInputCommandInteraction } from 'discord.js';
import { denials } from '../discord/fault-reports.js';
import { readActor } from '../discord/interaction-rights.js';

/** The Admin role, an Administrator, or the server's owner. */
export class AdminPrecondition extends Precondition {
  constructor(context: Precondition.LoaderContext, options: Precondition.Options) {
    super(context, { ...options, name: 'Admin' });
  }

  override async chatInputRun(interaction: ChatInputCommandInteraction) {
    const actor = await readActor(interaction);
    const standing = actor?.rights.staff;
    return standing === 'owner' || standing === 'admin'
      ? this.ok()
      : this.error({ identifier: denials.staffOnly });
  }
}

declare module '@sapphire/framework' {
  interface Preconditions {
    Admin: never;
  }
}
