import {
  type ButtonInteraction,
  type ChatInputCommandInteraction,
  MessageFlags,
  RESTJSONErrorCodes,
} from 'discord.js';
import { DiscordRefusal, translateError } from './errors.js';
import type { MessageView } from './views/components.js';

/** What can be answered: a command or a button. */
export type Answerable = ChatInputCommandInteraction | ButtonInteraction;

/**
 * Discord no longer takes an answer: more than three seconds went by, or another process answered. The person sees that it failed and
 * tries again; nothing has been done yet.
 */
export class AnswerLostError extends Error {
  override readonly name = 'AnswerLostError';
}

/** Answers "thinking …" for the person's eyes only; the rest has 15 minutes. */
export function deferPrivately(interaction: Answerable): Promise<void> {
  return acknowledge(
    () => interaction.deferReply({ flags: MessageFlags.Ephemeral }),
    () => {
      interaction.deferred = true;
    },
  );
}

/** Says that the message with the button will change; the rest has 15 minutes. */
export function deferChange(interaction: ButtonInteraction): Promise<void> {
  return acknowledge(
    () => interaction.deferUpdate(),
    () => {
      interaction.deferred = true;
    },
  );
}

/** Answers at once, for the person's eyes only. */
export function replyPrivately(interaction: Answerable, view: MessageView): Promise<void> {
  return acknowledge(
    () => interaction.reply({ ...view, flags: MessageFlags.Ephemeral }),
    () => {
      interaction.replied = true;
    },
  );
}

/** Changes the message with the button at once. */
export function changeMessage(interaction: ButtonInteraction, view: MessageView): Promise<void> {
  return acknowledge(
    () => interaction.update({ ...view }),
    () => {
      interaction.replied = true;
    },
  );
}

/**
 * Writes the answer that was deferred. Where Discord refuses it (the thread it stands in was archived or deleted meanwhile) the person is told by
 * direct message; false when that is refused, too.
 */
export async function finishAnswer(interaction: Answerable, view: MessageView): Promise<boolean> {
  try {
    await editAnswer(interaction, view);
    return true;
  } catch (error) {
    if (!(translateError(error) instanceof DiscordRefusal)) throw error;
  }
  try {
    await interaction.user.send({ ...view });
    return true;
  } catch (error) {
    if (!(translateError(error) instanceof DiscordRefusal)) throw error;
    return false;
  }
}

/** One repetition when no conclusive answer came: it sets a state, and who waits for it would be told that what was done had failed. */
async function editAnswer(interaction: Answerable, view: MessageView): Promise<void> {
  try {
    await interaction.editReply({ ...view });
  } catch (error) {
    if (translateError(error) instanceof DiscordRefusal) throw error;
    await interaction.editReply({ ...view });
  }
}

/** Says something in whatever way is still open: fresh, deferred and answered interactions differ. */
export async function answerAnyhow(interaction: Answerable, view: MessageView): Promise<void> {
  if (interaction.deferred) await finishAnswer(interaction, view);
  else if (interaction.replied) await interaction.followUp({ ...view, flags: MessageFlags.Ephemeral });
  else await replyPrivately(interaction, view);
}

/** One repetition when no conclusive answer came; "acknowledged already" then means that the first one worked, which is noted. */
async function acknowledge(call: () => Promise<unknown>, note: () => void): Promise<void> {
  let isRepeated = false;
  for (;;) {
    try {
      await call();
      return;
    } catch (error) {
      const fault = translateError(error);
      if (!(fault instanceof DiscordRefusal)) {
        if (isRepeated) throw fault;
        isRepeated = true;
        continue;
      }
      if (isRepeated && fault.is(RESTJSONErrorCodes.InteractionHasAlreadyBeenAcknowledged)) return note();
      const isLost = fault.is(
        RESTJSONErrorCodes.UnknownInteraction,
        RESTJSONErrorCodes.InteractionHasAlreadyBeenAcknowledged,
      );
      throw isLost ? new AnswerLostError(fault.message, { cause: fault }) : fault;
    }
  }
}
