import type {
  AgentSight,
  Cast,
  ExchangeSight,
  GuildSight,
  LogSight,
  MachineSight,
  TourSight,
} from '../../control/protocol.js';

export interface Toast {
  readonly id: number;
  readonly kind: 'refusal' | 'news';
  readonly text: string;
}

/** What the visitor looks at. */
export interface Choice {
  readonly guildId: string;
  /** Whom they act as. */
  readonly personId: string;
  /** Where each person is in each guild, by `GUILD/PERSON`. */
  readonly places: Readonly<Record<string, string>>;
  /** The agent's open chat in each guild. */
  readonly chats: Readonly<Record<string, string>>;
}

/** Everything that the page shows: what the sandbox told last, and what the visitor chose. */
export interface PageState {
  readonly connection: 'opening' | 'open' | 'lost';
  readonly cast: Cast | null;
  readonly choice: Choice;
  /** The chosen guild as the chosen person sees it. */
  readonly discord: GuildSight | null;
  /** The agent of the chosen guild. */
  readonly telegram: AgentSight | null;
  readonly machine: MachineSight | null;
  readonly exchanges: readonly ExchangeSight[];
  readonly log: readonly LogSight[];
  readonly tour: TourSight;
  /** Up to when each person has read each place, by `PERSON/PLACE`; what is not there was read when the page was opened. */
  readonly readUpTo: Readonly<Record<string, number>>;
  /** By the clock of the services. */
  readonly openedAt: number;
  readonly toasts: readonly Toast[];
}

export const initialState: PageState = {
  connection: 'opening',
  cast: null,
  choice: { guildId: '', personId: '', places: {}, chats: {} },
  discord: null,
  telegram: null,
  machine: null,
  exchanges: [],
  log: [],
  tour: { state: 'idle' },
  readUpTo: {},
  openedAt: 0,
  toasts: [],
};
