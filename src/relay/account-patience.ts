import { type Session, UnreachableError } from '../sessions/index.js';
import type { Carriers } from './carriers.js';
import { Failures } from './failures.js';
import type { Leaseholders } from './leaseholders.js';
import type { AccountEvent } from './message.js';
import type { RelayPorts } from './ports/index.js';
import { isFinal } from './undeliverable.js';

/** What happened on one account and fails again and again for no known reason is given up, and the agent told. */
export class AccountPatience {
  readonly #failures = new Map<string, Failures<AccountEvent>>();

  constructor(
    private readonly ports: Pick<RelayPorts, 'environment'>,
    private readonly carriers: Pick<Carriers, 'toDiscord'>,
    private readonly leaseholders: Leaseholders,
  ) {}

  /** An event failed: throws why when it is to be tried again. */
  async meets(accountId: string, event: AccountEvent, error: unknown): Promise<void> {
    const isForeseen = error instanceof UnreachableError || isFinal(error);
    if (isForeseen || !this.#failuresOn(accountId).note(event)) throw error;
    const session = await this.leaseholders.of(accountId);
    this.ports.environment.log.error(
      { accountId, sessionId: session?.id, event: event.kind, error },
      'gave up event',
    );
    if (session !== null) await this.#tell(session, event);
  }

  async #tell(session: Session, event: AccountEvent): Promise<void> {
    if (event.kind !== 'message' && event.kind !== 'edited') return;
    const { message } = event;
    if (session.state !== 'active' || message.outgoing || message.peerUserId !== session.agentUserId) return;
    const { toDiscord } = this.carriers;
    if (event.kind === 'message') await toDiscord.giveUp(session, message);
    else await toDiscord.giveUpEdit(session, message);
  }

  #failuresOn(accountId: string): Failures<AccountEvent> {
    const known = this.#failures.get(accountId);
    if (known !== undefined) return known;
    const failures = new Failures<AccountEvent>((a, b) => a === b);
    this.#failures.set(accountId, failures);
    return failures;
  }
}
