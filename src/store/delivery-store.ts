import type { Delivery, DeliveryKey, DeliveryKind, DeliveryStore, Direction } from '../relay/index.js';
import { violatedColumns } from './conflicts.js';
import type { PrismaClient } from './generated/client.js';
import { deliveryFrom } from './rows.js';

/** SQLite takes 32,766 values in one statement; well below that, a list of ids is asked for in slices. */
const sliceSize = 500;

/** `DeliveryStore` on the table Delivery. */
export class PrismaDeliveryStore implements DeliveryStore {
  constructor(private readonly prisma: PrismaClient) {}

  async find({ sessionId, direction, sourceId, part }: DeliveryKey): Promise<Delivery | null> {
    const row = await this.prisma.delivery.findUnique({
      where: { sessionId_direction_sourceId_part: { sessionId, direction, sourceId, part } },
    });
    return row && deliveryFrom(row);
  }

  async findParts({
    sessionId,
    direction,
    sourceId,
  }: Omit<DeliveryKey, 'part'>): Promise<readonly Delivery[]> {
    const rows = await this.prisma.delivery.findMany({
      where: { sessionId, direction, sourceId },
      orderBy: { part: 'asc' },
    });
    return rows.map(deliveryFrom);
  }

  async intend(
    { sessionId, direction, sourceId, part }: DeliveryKey,
    kind: DeliveryKind,
    at: Date,
  ): Promise<{ delivery: Delivery; isNew: boolean }> {
    const key = { sessionId, direction, sourceId, part };
    try {
      const row = await this.prisma.delivery.create({
        data: { ...key, kind, state: 'intent', firstTriedAt: at },
      });
      return { delivery: deliveryFrom(row), isNew: true };
    } catch (error) {
      const delivery = violatedColumns(error) ? await this.find(key) : null;
      if (delivery) return { delivery, isNew: false };
      throw error;
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
    state: 'sent' | 'failed' | 'late',
    targetId: string | null,
    at: Date,
  ): Promise<void> {
    await this.prisma.delivery.updateMany({
      where: { id: Number(id), state: 'intent' },
      data: { state, targetId: targetId === null ? null : BigInt(targetId), settledAt: at },
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
    sessionId: string,
    direction: Direction,
    targetIds: readonly string[],
  ): Promise<ReadonlySet<string>> {
    const claimed = new Set<string>();
    for (let at = 0; at < targetIds.length; at += sliceSize) {
      const rows = await this.prisma.delivery.findMany({
        where: { sessionId, direction, targetId: { in: targetIds.slice(at, at + sliceSize).map(BigInt) } },
        select: { targetId: true },
      });
      for (const { targetId } of rows) if (targetId !== null) claimed.add(targetId.toString());
    }
    return claimed;
  }

  async findByTarget(sessionId: string, direction: Direction, targetId: string): Promise<Delivery | null> {
    const row = await this.prisma.delivery.findFirst({
      where: { sessionId, direction, targetId: BigInt(targetId) },
    });
    return row && deliveryFrom(row);
  }

  async lastTarget(sessionId: string, direction: Direction): Promise<string | null> {
    const row = await this.prisma.delivery.findFirst({
      where: { sessionId, direction, targetId: { not: null } },
      orderBy: { targetId: 'desc' },
      select: { targetId: true },
    });
    return row?.targetId?.toString() ?? null;
  }

  async counts(
    sessionId: string,
  ): Promise<{ toTelegram: number; toDiscord: number; failedToTelegram: number }> {
    // A message in several parts counts once: as carried by its first, as failed by any.
    const carried = (direction: Direction) =>
      this.prisma.delivery.count({
        where: { sessionId, direction, kind: 'message', state: 'sent', part: 0 },
      });
    const [toTelegram, toDiscord, failed] = await Promise.all([
      carried('to_telegram'),
      carried('to_discord'),
      this.prisma.delivery.groupBy({
        by: ['sourceId'],
        where: { sessionId, direction: 'to_telegram', kind: 'message', state: 'failed' },
      }),
    ]);
    return { toTelegram, toDiscord, failedToTelegram: failed.length };
  }

  async advanceDiscordCursor(sessionId: string, messageId: string): Promise<void> {
    const cursor = BigInt(messageId);
    await this.prisma.session.updateMany({
      where: { id: sessionId, OR: [{ discordCursor: null }, { discordCursor: { lt: cursor } }] },
      data: { discordCursor: cursor },
    });
  }
}
