import { type APIButtonComponent, ButtonStyle, ComponentType } from 'discord.js';
import type { EndResult } from '../../sessions/index.js';
import { formatCustomId } from '../custom-ids.js';
import { buttonRow, type MessageView } from './components.js';

/** Asks before a session is ended by a button. */
export function endQuestion(sessionId: string): MessageView {
  const yes: APIButtonComponent = {
    type: ComponentType.Button,
    style: ButtonStyle.Danger,
    label: 'Yes, end it',
    custom_id: formatCustomId({ kind: 'end_yes', sessionId }),
  };
  const no: APIButtonComponent = {
    type: ComponentType.Button,
    style: ButtonStyle.Secondary,
    label: 'Keep it open',
    custom_id: formatCustomId({ kind: 'end_no' }),
  };
  return {
    content: 'Do you want to end this conversation? It is closed for good, and the agent’s side is wiped.',
    components: [buttonRow(yes, no)],
  };
}

export function endKept(): MessageView {
  return { content: 'All right, the conversation stays open.', components: [] };
}

/** What the person who ended a session reads. */
export function endAnswer(result: Pick<EndResult, 'kind'>): MessageView {
  return { content: endWords[result.kind], components: [] };
}

const endWords: Record<EndResult['kind'], string> = {
  ended: 'The conversation is ended. Thank you!',
  already_ended: 'This conversation has ended already.',
  not_a_session: 'This only works inside a VIP conversation. Open its thread and use `/vip end` there.',
  not_allowed: 'Only the member of this conversation and the staff can end it.',
};
