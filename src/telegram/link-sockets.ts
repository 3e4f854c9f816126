import { extensions } from 'telegram';
import type { TelegramAccess } from './access.js';

/** The sockets of one link: the first carries its calls, further ones its files. */
export interface LinkSockets {
  /** The class that GramJS makes them of. */
  readonly socketClass: typeof extensions.PromisedNetSockets;
  /** Closes all of them; none is opened afterwards. */
  close(): void;
}

/**
 * Sockets that lead to the configured server, report a loss, and can't be opened again after it: GramJS would send calls that timed out once
 * more on a new connection, byte for byte, and a late `deleteHistory` would meet the next customer. The loss of a connection for files counts too:
 * GramJS goes on taking calls for one that is gone, and they would hang.
 */
export function createLinkSockets(server: TelegramAccess['server'], onLost: () => void): LinkSockets {
  const opened = new Set<{ close(): Promise<void> }>();
  let isClosed = false;

  class LinkSocket extends extensions.PromisedNetSockets {
    readonly #isMain = opened.size === 0;
    #isLetGo = false;

    constructor(...proxy: ConstructorParameters<typeof extensions.PromisedNetSockets>) {
      super(...proxy);
      opened.add(this);
    }

    override async connect(port: number, ip: string): Promise<unknown> {
      if (isClosed) throw new Error('this link is closed');
      try {
        return await super.connect(server?.port ?? port, server?.host ?? ip);
      } catch (error) {
        // GramJS would try again for ever, without a pause.
        if (!this.#isMain) onLost();
        throw error;
      }
    }

    override async read(length: number): Promise<Buffer> {
      try {
        return await super.read(length);
      } catch (error) {
        if (this.#isMain || !this.#isLetGo) onLost();
        throw error;
      }
    }

    override async close(): Promise<void> {
      this.#isLetGo = true;
      await super.close();
      opened.delete(this);
      if (this.#isMain) onLost();
    }
  }

  return {
    socketClass: LinkSocket,
    close() {
      isClosed = true;
      for (const socket of [...opened]) void socket.close();
    },
  };
}
