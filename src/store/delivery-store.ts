import type {
  Delivery,
  DeliveryKey,
  DeliveryKind,
  DeliveryStore,
  Direction,
  SourceKey,
} from '../relay/index.js';
import { violatedColumns } from './conflicts.js';
import type { Prisma, PrismaClient } from './generated/client.js';
import { deliveryFrom } from './rows.js';

/** SQLite takes 32,766 values in one statement; well below that, a list of ids is asked for in slices. */
const sliceSize = 500;

/** What the people of a conversation sent: not the bot's notices. */
const carried = { in: ['message', 'item'] };

/** `DeliveryStore` on the table Delivery. */
export class PrismaDeliveryStore implements DeliveryStore {
  constructor(private readonly prisma: PrismaClient) {}

  async find(key: DeliveryKey): Promise<Delivery | null> {
    const row = await this.prisma.delivery.findUnique({
      where: { sessionId_accountId_direction_sourceId_part: columnsOf(key) },
    });
    return row && deliveryFrom(row);
  }

  async findParts({ sessionId, accountId, direction, sourceId }: SourceKey): Promise<readonly Delivery[]> {
    const rows = await this.prisma.delivery.findMany({
      where: { sessionId, accountId, direction, sourceId },
      orderBy: { part: 'asc' },
    });
    return rows.map(deliveryFrom);
  }

  findSources(
    { sessionId, accountId, direction }: Parameters<DeliveryStore['findSources']>[0],
    sourceIds: readonly string[],
  ): Promise<readonly Delivery[]> {
    return this.#inSlices(sourceIds, (slice) => ({
      sessionId,
      ...(accountId === null ? {} : { accountId }),
      direction,
      kind: carried,
      sourceId: { in: [...slice] },
    }));
  }

  async findStanding(
    { sessionId, accountId, direction }: Omit<SourceKey, 'sourceId'>,
    fromSourceId: string,
    toSourceId: string,
  ): Promise<readonly Delivery[]> {
    const rows = await this.prisma.delivery.findMany({
      where: { sessionId, accountId, direction, kind: carried, state: 'sent' },
      orderBy: { id: 'asc' },
    });
    const [from, to] = [BigInt(fromSourceId), BigInt(toSourceId)];
    return rows
      .filter(({ sourceId }) => BigInt(sourceId) >= from && BigInt(sourceId) <= to)
      .map(deliveryFrom);
  }

  async findItems({ sessionId, accountId, direction, sourceId }: SourceKey): Promise<readonly Delivery[]> {
    const rows = await this.prisma.delivery.findMany({
      where: { sessionId, accountId, direction, albumId: sourceId },
      orderBy: { id: 'asc' },
    });
    return rows.map(deliveryFrom);
  }

  async listReactions({
    sessionId,
    accountId,
    direction,
  }: Omit<SourceKey, 'sourceId'>): Promise<readonly Delivery[]> {
    const rows = await this.prisma.delivery.findMany({
      where: { sessionId, accountId, direction, kind: 'reaction' },
    });
    return rows.map(deliveryFrom);
  }

  async postsOfAgent(sessionId: string, postIds: readonly string[]): Promise<ReadonlySet<string>> {
    const rows = await this.#inSlices(postIds, (slice) => ({
      sessionId,
      direction: 'to_discord',
      kind: 'message',
      state: 'sent',
      targetId: { in: slice.map(BigInt) },
    }));
    return new Set(rows.flatMap(({ targetId }) => targetId ?? []));
  }

  async newestUpTo(key: Omit<SourceKey, 'sourceId'>, targetId: string): Promise<Delivery | null> {
    const row = await this.prisma.delivery.findFirst({
      where: { ...sideOf(key), kind: 'message', state: 'sent', targetId: { lte: BigInt(targetId) } },
      orderBy: { targetId: 'desc' },
    });
    return row && deliveryFrom(row);
  }

  async intend(
    key: DeliveryKey,
    kind: DeliveryKind,
    at: Date,
    fingerprint?: string,
  ): Promise<{ delivery: Delivery; isNew: boolean }> {
    try {
      const row = await this.prisma.delivery.create({
        data: {
          ...columnsOf(key),
          kind,
          state: 'intent',
          firstTriedAt: at,
          ...(fingerprint !== undefined && { fingerprint }),
        },
      });
      return { delivery: deliveryFrom(row), isNew: true };
    } catch (error) {
      const delivery = violatedColumns(error) ? await this.find(key) : null;
      if (delivery) return { delivery, isNew: false };
      throw error;
    }
  }

  async addItems(album: Delivery, sourceIds: readonly string[]): Promise<void> {
    const { sessionId, accountId, direction, sourceId: albumId, state, firstTriedAt, targetId } = album;
    for (const sourceId of sourceIds) {
      const key = { sessionId, accountId, direction, sourceId, part: 0 };
      await this.prisma.delivery.upsert({
        where: { sessionId_accountId_direction_sourceId_part: key },
        update: {},
        create: {
          ...key,
          kind: 'item',
          albumId,
          state,
          firstTriedAt,
          settledAt: firstTriedAt,
          targetId: targetId === null ? null : BigInt(targetId),
        },
      });
    }
  }

  async retry(id: string): Promise<Delivery> {
    return deliveryFrom(
      await this.prisma.delivery.update({
        where: { id: Number(id) },
        data: { attempts: { increment: 1 } },
      }),
    );
  }

  async settle(
    id: string,
    state: 'sent' | 'failed' | 'late' | 'deleted',
    targetId: string | null,
    at: Date,
    fingerprint?: string,
  ): Promise<void> {
    await this.prisma.delivery.updateMany({
      where: { id: Number(id), state: 'intent' },
      data: {
        state,
        targetId: targetId === null ? null : BigInt(targetId),
        settledAt: at,
        ...(fingerprint === undefined ? {} : { fingerprint }),
      },
    });
  }

  async revise(id: string, fingerprint: string): Promise<void> {
    await this.prisma.delivery.updateMany({ where: { id: Number(id) }, data: { fingerprint } });
  }

  async markDeleted(ids: readonly string[]): Promise<void> {
    await this.prisma.delivery.updateMany({
      where: { id: { in: ids.map(Number) } },
      data: { state: 'deleted' },
    });
  }

  async listIntents(sessionId: string, direction: Direction): Promise<readonly Delivery[]> {
    const rows = await this.prisma.delivery.findMany({
      where: { sessionId, direction, state: 'intent' },
      orderBy: { id: 'asc' },
    });
    return rows.map(deliveryFrom);
  }

  async claimed(
    key: Omit<SourceKey, 'sourceId'>,
    targetIds: readonly string[],
  ): Promise<ReadonlySet<string>> {
    const rows = await this.#inSlices(targetIds, (slice) => ({
      ...sideOf(key),
      targetId: { in: slice.map(BigInt) },
    }));
    return new Set(rows.flatMap(({ targetId }) => targetId ?? []));
  }

  async findByTarget(key: Omit<SourceKey, 'sourceId'>, targetId: string): Promise<Delivery | null> {
    const row = await this.prisma.delivery.findFirst({
      where: { ...sideOf(key), targetId: BigInt(targetId) },
      orderBy: { id: 'asc' },
    });
    return row && deliveryFrom(row);
  }

  async lastTarget(key: Omit<SourceKey, 'sourceId'>, before?: Delivery): Promise<string | null> {
    const row = await this.prisma.delivery.findFirst({
      where: {
        ...sideOf(key),
        targetId: { not: null },
        ...(before === undefined ? {} : { id: { lt: Number(before.id) } }),
      },
      orderBy: { targetId: 'desc' },
      select: { targetId: true },
    });
    return row?.targetId?.toString() ?? null;
  }

  async lastCarriedAt(sessionId: string, direction: Direction): Promise<Date | null> {
    const row = await this.prisma.delivery.findFirst({
      where: { sessionId, direction, kind: 'message', settledAt: { not: null } },
      orderBy: { id: 'desc' },
      select: { settledAt: true },
    });
    return row?.settledAt ?? null;
  }

  async counts(
    sessionId: string,
  ): Promise<{ toTelegram: number; toDiscord: number; failedToTelegram: number }> {
    // A message in several parts counts once, whatever became of some of them.
    const sources = async (direction: Direction, states: string[]) => {
      const groups = await this.prisma.delivery.groupBy({
        by: ['accountId', 'sourceId'],
        where: { sessionId, direction, kind: 'message', state: { in: states } },
      });
      return new Set(groups.map((group) => sourceOf(direction, group))).size;
    };
    const [toTelegram, toDiscord, failedToTelegram] = await Promise.all([
      sources('to_telegram', ['sent', 'deleted']),
      sources('to_discord', ['sent', 'deleted']),
      sources('to_telegram', ['failed']),
    ]);
    return { toTelegram, toDiscord, failedToTelegram };
  }

  async advanceDiscordCursor(sessionId: string, messageId: string): Promise<void> {
    const cursor = BigInt(messageId);
    await this.prisma.session.updateMany({
      where: { id: sessionId, OR: [{ discordCursor: null }, { discordCursor: { lt: cursor } }] },
      data: { discordCursor: cursor },
    });
  }

  async #inSlices(
    ids: readonly string[],
    where: (slice: readonly string[]) => Prisma.DeliveryWhereInput,
  ): Promise<readonly Delivery[]> {
    const found: Delivery[] = [];
    for (let at = 0; at < ids.length; at += sliceSize) {
      const rows = await this.prisma.delivery.findMany({ where: where(ids.slice(at, at + sliceSize)) });
      found.push(...rows.map(deliveryFrom));
    }
    return found;
  }
}

function columnsOf({ sessionId, accountId, direction, sourceId, part }: DeliveryKey) {
  return { sessionId, accountId, direction, sourceId, part };
}

/** Where target ids are unique: on Telegram in an account's chat, on Discord everywhere. */
function sideOf({ sessionId, accountId, direction }: Omit<SourceKey, 'sourceId'>) {
  return direction === 'to_telegram' ? { sessionId, accountId, direction } : { sessionId, direction };
}

/** A message of the thread is one message, through how many accounts it may have gone. */
function sourceOf(direction: Direction, { accountId, sourceId }: { accountId: string; sourceId: string }) {
  return direction === 'to_telegram' ? sourceId : `${accountId}:${sourceId}`;
}
