import { Events, Listener } from '@sapphire/framework';
import type { ButtonInteraction, Interaction } from 'discord.js';
import {
  changeMessage,
  deferChange,
  deferPrivately,
  finishAnswer,
  replyPrivately,
} from '../discord/answers.js';
import { parseCustomId } from '../discord/custom-ids.js';
import { answerFault } from '../discord/fault-reports.js';
import { readActor } from '../discord/interaction-rights.js';
import { endAnswer, endKept, endQuestion } from '../discord/views/end-answers.js';
import { serverOnlyView, unknownButtonView } from '../discord/views/faults.js';
import { upgradeAnswer } from '../discord/views/upgrade-answers.js';

/** The bot's buttons. Preconditions don't run for them: the use cases are handed the same verdict as by a command. */
export class ButtonsListener extends Listener<typeof Events.InteractionCreate> {
  constructor(context: Listener.LoaderContext, options: Listener.Options) {
    super(context, { ...options, event: Events.InteractionCreate });
  }

  override async run(interaction: Interaction): Promise<void> {
    if (!interaction.isButton()) return;
    try {
      await this.container.concierge.desk.serve(interaction, () => this.#press(interaction));
    } catch (error) {
      await answerFault(interaction, error, `button ${interaction.customId}`);
    }
  }

  async #press(interaction: ButtonInteraction): Promise<void> {
    const act = parseCustomId(interaction.customId);
    switch (act?.kind) {
      case undefined:
        return replyPrivately(interaction, unknownButtonView());
      case 'upgrade':
        return this.#upgrade(interaction);
      case 'end':
        return replyPrivately(interaction, endQuestion(act.sessionId));
      case 'end_no':
        return changeMessage(interaction, endKept());
      case 'end_yes':
        return this.#end(interaction, act.sessionId);
    }
  }

  async #upgrade(interaction: ButtonInteraction): Promise<void> {
    await deferPrivately(interaction);
    const actor = await readActor(interaction);
    if (actor === null) return void (await finishAnswer(interaction, serverOnlyView()));
    const { guildId, userId: memberId, name: memberName, rights } = actor;
    const request = { guildId, memberId, memberName, isVip: rights.isVip };
    await finishAnswer(interaction, upgradeAnswer(await this.container.concierge.upgrade(request)));
  }

  async #end(interaction: ButtonInteraction, sessionId: string): Promise<void> {
    await deferChange(interaction);
    const actor = await readActor(interaction);
    if (actor === null) return void (await finishAnswer(interaction, serverOnlyView()));
    const { guildId, userId: actorId, rights } = actor;
    const isStaff = rights.staff !== null;
    const result = await this.container.concierge.end({ guildId, target: { sessionId }, actorId, isStaff });
    try {
      await finishAnswer(interaction, endAnswer(result));
    } finally {
      // Only now: in a thread that is archived and locked Discord may refuse the answer.
      if (result.kind === 'ended') result.proceed();
    }
  }
}
