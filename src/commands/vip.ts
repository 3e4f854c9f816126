import {
  type ApplicationCommandRegistry,
  type ChatInputCommand,
  CommandPreConditions,
} from '@sapphire/framework';
import { Subcommand } from '@sapphire/plugin-subcommands';
import type { ChatInputCommandInteraction } from 'discord.js';
import { deferPrivately, finishAnswer } from '../discord/answers.js';
import { readActor } from '../discord/interaction-rights.js';
import { postPanel } from '../discord/panel.js';
import { setUp } from '../discord/setup-command.js';
import { clearReport } from '../discord/views/clear-report.js';
import { endAnswer } from '../discord/views/end-answers.js';
import { serverOnlyView } from '../discord/views/faults.js';
import { notSetUpAnswer, upgradeAnswer } from '../discord/views/upgrade-answers.js';
import { vipCommand } from '../discord/vip-command.js';

/** `/vip setup | panel | upgrade | end | clear`. */
export class VipCommand extends Subcommand {
  constructor(context: Subcommand.LoaderContext, options: Subcommand.Options) {
    super(context, {
      ...options,
      name: vipCommand.name,
      description: vipCommand.description,
      preconditions: [CommandPreConditions.GuildOnly],
      subcommands: [
        { name: 'setup', chatInputRun: 'setup', preconditions: ['ManageServer'] },
        { name: 'panel', chatInputRun: 'panel', preconditions: ['ManageServer'] },
        { name: 'upgrade', chatInputRun: 'upgrade' },
        { name: 'end', chatInputRun: 'end' },
        { name: 'clear', chatInputRun: 'clear', preconditions: [['Staff', 'Admin', 'Support']] },
      ],
    });
  }

  override registerApplicationCommands(registry: ApplicationCommandRegistry): void {
    registry.registerChatInputCommand(vipCommand);
  }

  override chatInputRun(
    interaction: Subcommand.ChatInputCommandInteraction,
    context: ChatInputCommand.RunContext,
  ): Promise<void> {
    return this.container.concierge.desk.serve(interaction, async () => {
      await super.chatInputRun(interaction, context);
    });
  }

  async setup(interaction: ChatInputCommandInteraction): Promise<void> {
    await deferPrivately(interaction);
    await finishAnswer(interaction, await setUp(interaction));
  }

  async panel(interaction: ChatInputCommandInteraction): Promise<void> {
    await deferPrivately(interaction);
    const actor = await readActor(interaction);
    await finishAnswer(interaction, actor?.settings ? await postPanel(interaction) : notSetUpAnswer());
  }

  async upgrade(interaction: ChatInputCommandInteraction): Promise<void> {
    await deferPrivately(interaction);
    const actor = await readActor(interaction);
    if (actor === null) return void (await finishAnswer(interaction, serverOnlyView()));
    const { guildId, userId: memberId, name: memberName, rights } = actor;
    const request = { guildId, memberId, memberName, isVip: rights.isVip };
    await finishAnswer(interaction, upgradeAnswer(await this.container.concierge.upgrade(request)));
  }

  async end(interaction: ChatInputCommandInteraction): Promise<void> {
    await deferPrivately(interaction);
    const actor = await readActor(interaction);
    if (actor === null) return void (await finishAnswer(interaction, serverOnlyView()));
    const { guildId, userId: actorId, rights } = actor;
    const target = { threadId: interaction.channelId };
    const isStaff = rights.staff !== null;
    const result = await this.container.concierge.end({ guildId, target, actorId, isStaff });
    try {
      await finishAnswer(interaction, endAnswer(result));
    } finally {
      // Only now: in a thread that is archived and locked Discord may refuse the answer.
      if (result.kind === 'ended') result.proceed();
    }
  }

  async clear(interaction: ChatInputCommandInteraction): Promise<void> {
    await deferPrivately(interaction);
    const actor = await readActor(interaction);
    if (actor === null) return void (await finishAnswer(interaction, serverOnlyView()));
    const { guildId, userId: actorId, rights } = actor;
    const memberId = interaction.options.getUser('user', true).id;
    const isStaff = rights.staff !== null;
    const result = await this.container.concierge.clear({ guildId, memberId, actorId, isStaff });
    await finishAnswer(interaction, clearReport(result, memberId));
  }
}
