import { container, UserError } from '@sapphire/framework';
import { UnreachableError } from '../sessions/index.js';
import { type Answerable, AnswerLostError, answerAnyhow } from './answers.js';
import type { MessageView } from './views/components.js';
import {
  faultView,
  manageServerOnlyView,
  serverOnlyView,
  staffOnlyView,
  unreachableView,
} from './views/faults.js';

/** Why a precondition denied something; the identifiers of this bot's preconditions. */
export const denials = {
  staffOnly: 'staffOnly',
  manageServerOnly: 'manageServerOnly',
} as const;

/** Tells a person why they may not do something. */
export async function answerDenial(interaction: Answerable, denial: UserError): Promise<void> {
  await answerOrLog(interaction, denialView(denial.identifier));
}

/** Logs a fault once, under the reference that the person is shown. */
export async function answerFault(interaction: Answerable, error: unknown, doing: string): Promise<void> {
  const { log, newReference } = container.concierge;
  const fields = { guildId: interaction.guildId, userId: interaction.user.id, doing };
  if (error instanceof AnswerLostError) {
    log.warn({ ...fields, error }, 'could not answer in time');
    return;
  }
  if (error instanceof UserError) return answerDenial(interaction, error);
  const reference = newReference();
  log.error({ ...fields, reference, error }, 'failed to handle interaction');
  const isUnreachable = error instanceof UnreachableError;
  await answerOrLog(
    interaction,
    isUnreachable ? unreachableView(error.service, reference) : faultView(reference),
  );
}

/** For what has no one to answer to. */
export function logFault(error: unknown, doing: string): void {
  container.concierge.log.error({ doing, error }, 'failed to handle event');
}

function denialView(identifier: string): MessageView {
  switch (identifier) {
    case denials.staffOnly:
      return staffOnlyView();
    case denials.manageServerOnly:
      return manageServerOnlyView();
    default:
      return serverOnlyView();
  }
}

async function answerOrLog(interaction: Answerable, view: MessageView): Promise<void> {
  try {
    await answerAnyhow(interaction, view);
  } catch (error) {
    container.concierge.log.warn(
      { guildId: interaction.guildId, userId: interaction.user.id, error },
      'could not answer',
    );
  }
}
