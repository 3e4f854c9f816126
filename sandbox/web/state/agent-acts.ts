import type { ActAnswer, AgentAct } from '../../control/protocol.js';
import { Acts, type Enclosed } from './acts.js';

/** What the agent of the chosen guild does on Telegram. */
export class AgentActs extends Acts<AgentAct> {
  /** Typing is shown for six seconds after each sign of it ("messages.setTyping"). */
  protected readonly typingEveryMs = 5_000;

  /** @returns whether it was sent */
  replies(account: string, text: string, { replyTo, files }: Enclosed<number>): Promise<boolean> {
    return this.sends(files, (drafts) => ({ act: 'replies', account, text, replyTo, files: drafts }));
  }

  types(account: string): void {
    this.tellsTyping({ act: 'types', account });
  }

  protected ask(act: AgentAct): Promise<ActAnswer> {
    return this.wire.actAsAgent(this.store.state.choice.guildId, act);
  }
}
