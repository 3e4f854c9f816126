import { Precondition } from '@sapphire/framework';
import type { ChatInputCommandInteraction } from 'discord.js';
import { denials } from '../discord/fault-reports.js';
import { readActor } from '../discord/interaction-rights.js';

/** The Staff role. */
export class StaffPrecondition extends Precondition {
  constructor(context: Precondition.LoaderContext, options: Precondition.Options) {
    super(context, { ...options, name: 'Staff' });
  }

  override async chatInputRun(interaction: ChatInputCommandInteraction) {
    const actor = await readActor(interaction);
    return actor?.rights.staff === 'staff' ? this.ok() : this.error({ identifier: denials.staffOnly });
  }
}

declare module '@sapphire/framework' {
  interface Preconditions {
    Staff: never;
  }
}
