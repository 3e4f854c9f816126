import type { Delivery } from '../relay/index.js';
import type { Account, Author, CloseReason, ClosingStep, Session } from '../sessions/index.js';
import { closeReasons, closingStepNames } from '../sessions/index.js';
import type { Prisma } from './generated/client.js';

type Row<Model extends Prisma.ModelName> = Prisma.TypeMap['model'][Model]['payload']['scalars'];

/** A stored word that is none of those which the column may hold: the file was written by something else. */
function oneOf<const Word extends string>(words: readonly Word[], stored: string, column: string): Word {
  const word = words.find((each) => each === stored);
  if (word === undefined) throw new Error(`${column} holds ${JSON.stringify(stored)}`);
  return word;
}

export const sessionStates = ['opening', 'active', 'closing', 'closed'] as const;
const accountStates = ['ready', 'dead', 'leaving', 'removed'] as const;
const deathCauses = ['signed_out', 'banned', 'key_duplicated'] as const;
const stepStates = ['due', 'done', 'parked'] as const;
const directions = ['to_telegram', 'to_discord'] as const;
const deliveryKinds = ['message', 'item', 'reaction', 'notice'] as const;
const deliveryStates = ['intent', 'sent', 'failed', 'late', 'deleted'] as const;

export function sessionFrom(row: Row<'Session'>): Session {
  return {
    id: row.id,
    guildId: row.guildId,
    memberId: row.memberId,
    memberName: row.memberName,
    code: row.code,
    state: oneOf(sessionStates, row.state, 'Session.state'),
    channelId: row.channelId,
    threadId: row.threadId,
    peopleInThread: row.peopleInThread,
    accountId: row.accountId,
    holdsLease: row.leaseKey !== null,
    agentUserId: row.agentUserId,
    agentAccessHash: row.agentAccessHash,
    introductionId: row.introductionId,
    introductionReadAt: row.introductionReadAt,
    discordCursor: row.discordCursor?.toString() ?? null,
    supersedesId: row.supersedesId,
    openedAt: row.openedAt,
    openingDeadline: row.openingDeadline,
    activeAt: row.activeAt,
    closingAt: row.closingAt,
    closedAt: row.closedAt,
    reason: row.reason === null ? null : reasonFrom(row.reason),
    closedBy: row.closedBy === null ? null : authorFrom(row.closedBy),
  };
}

function reasonFrom(stored: string): CloseReason {
  return oneOf(closeReasons, stored, 'Session.reason');
}

function authorFrom(stored: string): Author {
  return stored === 'bot' ? { kind: 'bot' } : { kind: 'user', userId: stored };
}

export function authorColumn(author: Author): string {
  return author.kind === 'bot' ? 'bot' : author.userId;
}

export function stepFrom(row: Row<'ClosingStep'>): ClosingStep {
  return {
    sessionId: row.sessionId,
    name: oneOf(closingStepNames, row.name, 'ClosingStep.name'),
    state: oneOf(stepStates, row.state, 'ClosingStep.state'),
    attempts: row.attempts,
    firstTriedAt: row.firstTriedAt,
    nextAttemptAt: row.nextAttemptAt,
    obstacle: row.obstacle,
  };
}

export function accountFrom(row: Omit<Row<'Account'>, 'sealedSession'>): Account {
  return {
    id: row.id,
    guildId: row.guildId,
    label: row.label,
    maskedPhone: row.maskedPhone,
    state: oneOf(accountStates, row.state, 'Account.state'),
    deathCause: deathCauseFrom(row.deathCause),
    diedAt: row.diedAt,
    limitedUntil: row.limitedUntil,
    releasedAt: row.releasedAt,
  };
}

function deathCauseFrom(stored: string | null): (typeof deathCauses)[number] | null {
  return stored === null ? null : oneOf(deathCauses, stored, 'Account.deathCause');
}

export function deliveryFrom(row: Row<'Delivery'>): Delivery {
  return {
    id: String(row.id),
    sessionId: row.sessionId,
    accountId: row.accountId,
    direction: oneOf(directions, row.direction, 'Delivery.direction'),
    kind: oneOf(deliveryKinds, row.kind, 'Delivery.kind'),
    sourceId: row.sourceId,
    part: row.part,
    albumId: row.albumId,
    state: oneOf(deliveryStates, row.state, 'Delivery.state'),
    attempts: row.attempts,
    firstTriedAt: row.firstTriedAt,
    targetId: row.targetId?.toString() ?? null,
    fingerprint: row.fingerprint,
  };
}
