import { type Session, UnreachableError } from '../sessions/index.js';
import type { Carriers } from './carriers.js';
import { Failures } from './failures.js';
import type { ThreadEvent } from './message.js';
import type { RelayPorts } from './ports/index.js';

/** Carries what happened in one thread to the agent; an event that fails again and again for no known reason is given up. */
export class EventCarrying {
  readonly #failures = new Failures<ThreadEvent>(areSame);

  constructor(
    private readonly ports: Pick<RelayPorts, 'environment'>,
    private readonly carriers: Carriers,
  ) {}

  /** Throws when the event is to be tried again. */
  async carry(session: Session, event: ThreadEvent): Promise<void> {
    try {
      await this.#carry(session, event);
    } catch (error) {
      if (error instanceof UnreachableError || !this.#failures.note(event)) throw error;
      const { log } = this.ports.environment;
      log.error({ sessionId: session.id, event: event.kind, error }, 'gave up event');
      const { toTelegram } = this.carriers;
      if (event.kind === 'written') await toTelegram.giveUp(session, event.message);
      if (event.kind === 'edited') await toTelegram.giveUpEdit(session, event.message);
    }
  }

  #carry(session: Session, event: ThreadEvent): Promise<void> {
    const { toTelegram, reactions } = this.carriers;
    switch (event.kind) {
      case 'written':
        return toTelegram.carry(session, event.message);
      case 'edited':
        return toTelegram.revise(session, event.message);
      case 'deleted':
        return toTelegram.delete(session, event.ids);
      case 'reacted':
        return reactions.toTelegram(session, event);
      case 'reactions_cleared':
        return reactions.clearOnTelegram(session, event);
    }
  }
}

/** Whether two events are the same: one that was read again from the thread is another object. */
function areSame(a: ThreadEvent, b: ThreadEvent): boolean {
  if (a === b) return true;
  return a.kind === 'written' && b.kind === 'written' && a.message.id === b.message.id;
}
