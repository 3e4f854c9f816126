import { violatedColumns } from './conflicts.js';
import type { PrismaClient } from './generated/client.js';

/** Which Discord application, at which address of the API, a database belongs to. */
export interface Owner {
  readonly applicationId: string;
  readonly apiAddress: string;
}

export type Claim =
  | { readonly kind: 'ours' }
  /** The database was first started for another bot or another Discord; starting here would close its sessions. */
  | { readonly kind: 'other'; readonly owner: Owner };

/** The one row that ties a database to a Discord application. */
export class Installation {
  constructor(private readonly prisma: PrismaClient) {}

  /** The first call ever writes the owner down; every later one compares. */
  async claim(applicationId: string, apiAddress: string): Promise<Claim> {
    const owner = (await this.owner()) ?? (await this.found({ applicationId, apiAddress }));
    return owner.applicationId === applicationId && owner.apiAddress === apiAddress
      ? { kind: 'ours' }
      : { kind: 'other', owner };
  }

  /** Null before the first claim. */
  owner(): Promise<Owner | null> {
    return this.prisma.installation.findUnique({
      where: { id: 1 },
      select: { applicationId: true, apiAddress: true },
    });
  }

  private async found(owner: Owner): Promise<Owner> {
    try {
      await this.prisma.installation.create({ data: { id: 1, ...owner } });
      return owner;
    } catch (error) {
      const first = violatedColumns(error) ? await this.owner() : null;
      if (first) return first;
      throw error;
    }
  }
}
