import type { Acknowledgement } from '../discord/interactions/outcome.js';
import type { ModalSight } from './protocol.js';
import type { PersonalState } from './sights/guild-sight.js';

type Modal = Extract<Acknowledgement, { kind: 'modal' }>['modal'];

/** What each person has open or closed in their own app, which Discord's server does not know: modals, dismissed answers. */
export class PersonalStates {
  readonly #dismissed = new Map<string, Set<string>>();
  readonly #modals = new Map<string, ModalSight>();

  of(userId: string): PersonalState {
    return { dismissed: this.#dismissed.get(userId) ?? new Set(), modal: this.#modals.get(userId) ?? null };
  }

  /** Takes an ephemeral message out of the person's sight. */
  dismiss(userId: string, messageId: string): void {
    const dismissed = this.#dismissed.get(userId) ?? new Set<string>();
    dismissed.add(messageId);
    this.#dismissed.set(userId, dismissed);
  }

  /** The bot answered an interaction with a modal; it takes the place of another that was open. */
  openModal(userId: string, interactionId: string, placeId: string, modal: Modal): ModalSight {
    const open = { id: interactionId, placeId, title: modal.title, components: modal.components };
    this.#modals.set(userId, open);
    return open;
  }

  closeModal(userId: string, interactionId: string): void {
    if (this.#modals.get(userId)?.id === interactionId) this.#modals.delete(userId);
  }
}
