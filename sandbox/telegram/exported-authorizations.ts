import { randomBytes } from 'node:crypto';

/** How long an exported authorization may be taken up. */
const LIFE_MS = 60_000;

interface Exported {
  readonly accountId: string;
  readonly dcId: number;
  readonly bytes: Buffer;
  readonly at: number;
}

/** Authorizations on their way from one data centre to another (auth.exportAuthorization): each is taken up once. */
export class ExportedAuthorizations {
  readonly #exported = new Map<string, Exported>();

  add(accountId: string, dcId: number, now: number): { id: string; bytes: Buffer } {
    const bytes = randomBytes(128);
    const id = String(randomBytes(6).readUIntBE(0, 6));
    this.#exported.set(id, { accountId, dcId, bytes, at: now });
    return { id, bytes };
  }

  /** Whose it is, and for which data centre; undefined for one that nobody exported, or that was taken up. */
  take(id: string, bytes: Buffer, now: number): { accountId: string; dcId: number } | undefined {
    const found = this.#exported.get(id);
    if (found === undefined || !found.bytes.equals(bytes) || now - found.at > LIFE_MS) return undefined;
    this.#exported.delete(id);
    return found;
  }
}
