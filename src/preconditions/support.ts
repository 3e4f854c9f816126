import { Precondition } from '@sapphire/framework';
import type { ChatInputCommandInteraction } from 'discord.js';
import { denials } from '../discord/fault-reports.js';
import { readActor } from '../discord/interaction-rights.js';

/** The Support role. */
export class SupportPrecondition extends Precondition {
  constructor(context: Precondition.LoaderContext, options: Precondition.Options) {
    super(context, { ...options, name: 'Support' });
  }

  override async chatInputRun(interaction: ChatInputCommandInteraction) {
    const actor = await readActor(interaction);
    return actor?.rights.staff === 'support' ? this.ok() : this.error({ identifier: denials.staffOnly });
  }
}

declare module '@sapphire/framework' {
  interface Preconditions {
    Support: never;
  }
}
