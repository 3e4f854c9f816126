import type { Agent, GuildSettings, GuildStore } from '../sessions/index.js';
import { violatedColumns } from './conflicts.js';
import type { PrismaClient } from './generated/client.js';

/** `GuildStore` on the tables GuildSettings and ReportedFact. */
export class PrismaGuildStore implements GuildStore {
  constructor(private readonly prisma: PrismaClient) {}

  async find(guildId: string): Promise<GuildSettings | null> {
    const row = await this.prisma.guildSettings.findUnique({ where: { guildId } });
    if (row === null) return null;
    const { agentUserId, agentUsername, ...settings } = row;
    return { ...settings, agent: { userId: agentUserId, username: agentUsername } };
  }

  async save({ guildId, agent, ...settings }: GuildSettings): Promise<void> {
    const columns = { ...settings, agentUserId: agent.userId, agentUsername: agent.username };
    await this.prisma.guildSettings.upsert({
      where: { guildId },
      create: { guildId, ...columns },
      update: columns,
    });
  }

  async isAgent(agent: Pick<Agent, 'userId'>): Promise<boolean> {
    const row = await this.prisma.guildSettings.findFirst({
      where: { agentUserId: agent.userId },
      select: { guildId: true },
    });
    return row !== null;
  }

  async reportOnce(guildId: string, fact: string, at: Date): Promise<boolean> {
    try {
      await this.prisma.reportedFact.create({ data: { guildId, fact, reportedAt: at } });
      return true;
    } catch (error) {
      if (violatedColumns(error)) return false;
      throw error;
    }
  }

  async forgetReport(guildId: string, fact: string): Promise<void> {
    await this.prisma.reportedFact.deleteMany({ where: { guildId, fact } });
  }
}
