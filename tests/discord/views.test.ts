import { describe, expect, it } from 'vitest';
import { checkLogChannel, checkSessionChannel } from '../../src/discord/setup-check.js';
import { clearReport } from '../../src/discord/views/clear-report.js';
import type { MessageView } from '../../src/discord/views/components.js';
import { durationWords } from '../../src/discord/views/duration.js';
import { endAnswer, endQuestion } from '../../src/discord/views/end-answers.js';
import { unreachableView } from '../../src/discord/views/faults.js';
import { logNoticeView } from '../../src/discord/views/log-notices.js';
import { memberNoticeView } from '../../src/discord/views/member-notices.js';
import { panelView } from '../../src/discord/views/panel.js';
import { setupSaved } from '../../src/discord/views/setup-report.js';
import { threadNoticeView } from '../../src/discord/views/thread-notices.js';
import { upgradeAnswer } from '../../src/discord/views/upgrade-answers.js';
import {
  type ClosingStep,
  closeReasons,
  closingStepNames,
  type Session,
  type UpgradeResult,
} from '../../src/sessions/index.js';

const at = new Date('2026-11-23T10:00:00Z');

const session: Session = {
  id: '0197a1de-7b1e-7c3a-9d55-6f1f6c3c0001',
  guildId: '11',
  memberId: '22',
  memberName: '@everyone *Ann* <@99>',
  code: 'K7Q2M',
  state: 'active',
  channelId: '33',
  threadId: '44',
  peopleInThread: 2,
  accountId: '55',
  holdsLease: true,
  agentUserId: '66',
  agentAccessHash: '77',
  introductionId: 1,
  introductionReadAt: null,
  discordCursor: null,
  supersedesId: null,
  openedAt: at,
  openingDeadline: at,
  activeAt: at,
  closingAt: null,
  closedAt: null,
  reason: null,
  closedBy: null,
};

const customIds = ({ components = [] }: MessageView) =>
  components.flatMap((row) =>
    'components' in row
      ? row.components.flatMap((part) =>
          'custom_id' in part ? [part.custom_id] : 'url' in part ? [part.url] : [],
        )
      : [],
  );

const results: UpgradeResult[] = [
  { kind: 'opened', session, replaced: null },
  { kind: 'opened', session, replaced: 'thread_archived' },
  { kind: 'opened', session, replaced: 'superseded' },
  { kind: 'already_open', session },
  { kind: 'being_opened' },
  { kind: 'ended_meanwhile', reason: 'cleared_by_staff' },
  { kind: 'pool_empty' },
  { kind: 'already_vip' },
  { kind: 'not_set_up' },
  { kind: 'cannot_see', channelId: '33' },
  { kind: 'refused', why: 'missing_permission' },
  { kind: 'failed', reference: 'B4DC0DE9' },
];

describe('answers to an upgrade', () => {
  it.each(results.map((result) => [result.kind, result] as const))(
    '%s says something short',
    (_kind, result) => {
      const { content } = upgradeAnswer(result);
      expect(content.length).toBeGreaterThan(10);
      expect(content.length).toBeLessThan(300);
    },
  );

  it('says different things for different results', () => {
    const words = results.map((result) => upgradeAnswer(result).content);
    expect(new Set(words).size).toBe(results.length);
  });

  it('leads to an open conversation and offers to end it', () => {
    expect(customIds(upgradeAnswer({ kind: 'already_open', session }))).toEqual([
      'https://discord.com/channels/11/44',
      `vip:1:end:${session.id}`,
    ]);
  });

  it('tells that the old one had expired', () => {
    expect(upgradeAnswer({ kind: 'opened', session, replaced: 'thread_archived' }).content).toContain(
      'expired',
    );
  });

  it('shows the reference of a fault', () => {
    expect(upgradeAnswer({ kind: 'failed', reference: 'B4DC0DE9' }).content).toContain('B4DC0DE9');
  });

  it('says who can set the bot up', () => {
    expect(upgradeAnswer({ kind: 'not_set_up' }).content).toContain('Manage Server');
  });
});

describe('what stands in a thread', () => {
  it('welcomes by name, says who reads and how to end, and names nobody else', () => {
    const view = threadNoticeView({ kind: 'welcome', session });
    expect(view.content).toContain('Telegram');
    expect(view.content).toContain('/vip end');
    expect(view.content).not.toMatch(/@everyone|<@\d+>/);
    expect(customIds(view)).toEqual([`vip:1:end:${session.id}`]);
  });

  it.each(closeReasons)('says why it ended: %s', (reason) => {
    const words = threadNoticeView({ kind: 'ended', reason, by: { kind: 'bot' }, undelivered: 0 }).content;
    expect(words).toMatch(/^This conversation has ended: \S+/);
    expect(words).not.toContain('undefined');
    expect(words).not.toContain('never reached');
    expect(memberNoticeView({ kind: 'ended', reason, guildId: '11', code: 'K7Q2M' }, 'G').content).toContain(
      'K7Q2M',
    );
  });

  it('counts what never arrived', () => {
    const undelivered = (count: number) =>
      threadNoticeView({ kind: 'ended', reason: 'completed', by: { kind: 'bot' }, undelivered: count })
        .content;
    expect(undelivered(1)).toContain('One message written here never reached the agent');
    expect(undelivered(3)).toContain('3 messages written here never reached the agent');
  });

  it('answers the message that could not be delivered', () => {
    const why = { kind: 'file_too_large', name: 'a.zip', size: 12_582_912, limit: 10_485_760 } as const;
    const view = threadNoticeView({ kind: 'not_delivered', messageId: '9', why });
    expect(view).toMatchObject({ replyTo: '9' });
    expect(view.content).toContain('could not be delivered');
    expect(view.content).toContain('“a.zip” is too large (12 MiB). At most 10 MiB fit.');
  });
});

describe('the report of a clear', () => {
  const step = (
    name: ClosingStep['name'],
    state: ClosingStep['state'],
    obstacle: string | null = null,
  ): ClosingStep => ({
    sessionId: session.id,
    name,
    state,
    attempts: 1,
    firstTriedAt: at,
    nextAttemptAt: at,
    obstacle,
  });

  it('goes through it step by step', () => {
    const steps = [
      step('lock_thread', 'done'),
      step('wipe_chat', 'parked', 'the Telegram account needs a new sign-in'),
      step('tell_member', 'due'),
    ];
    const { content } = clearReport({ kind: 'cleared', sessions: [{ session, steps }] }, '22');
    expect(content).toContain('✅ Archived and locked the thread');
    const untold = step('tell_member', 'done', 'the member takes no direct messages');
    const report = clearReport({ kind: 'cleared', sessions: [{ session, steps: [untold] }] }, '22');
    expect(report.content).toContain('➖ Could not tell the member: the member takes no direct messages');
    expect(report.content).not.toContain('✅');
    expect(content).toContain(
      '⚠️ Could not wipe the chat on Telegram (the Telegram account needs a new sign-in)',
    );
    expect(content).toContain('⏳ Still trying to tell the member');
  });

  it('fits into one message however much there is', () => {
    const steps = closingStepNames.map((name) => step(name, 'parked', 'x'.repeat(100)));
    const sessions = Array.from({ length: 10 }, () => ({ session, steps }));
    expect(clearReport({ kind: 'cleared', sessions }, '22').content.length).toBeLessThanOrEqual(2000);
  });

  it('says when there is nothing', () => {
    expect(clearReport({ kind: 'nothing_to_clear' }, '22').content).toContain('nothing to clear');
  });
});

describe('the log', () => {
  it('names member, thread, account, reason, author, duration and messages', () => {
    const ended = { ...session, reason: 'ended_by_staff', closedBy: { kind: 'user', userId: '88' } } as const;
    const view = logNoticeView({
      kind: 'session_ended',
      session: ended,
      accountLabel: 'pool_one',
      toTelegram: 3,
      toDiscord: 4,
      durationMs: 3_723_000,
      parked: [],
    });
    const [embed] = view.embeds ?? [];
    const fields = Object.fromEntries((embed?.fields ?? []).map(({ name, value }) => [name, value]));
    expect(embed?.title).toBe('Ended by staff');
    expect(embed?.footer?.text).toBe('Session K7Q2M');
    expect(fields).toMatchObject({
      Thread: '<#44>',
      Account: 'pool\\_one',
      By: '<@88>',
      Lasted: '1 hour 2 minutes',
      Messages: '3 to the agent, 4 to the member',
    });
    expect(fields.Member).toContain('<@22>');
  });
});

describe('small things', () => {
  it.each([
    [0, 'less than a second'],
    [1000, '1 second'],
    [61_000, '1 minute 1 second'],
    [90_061_000, '1 day 1 hour'],
  ])('%i ms last %s', (ms, words) => {
    expect(durationWords(ms)).toBe(words);
  });

  it('says which service can’t be reached, with a reference', () => {
    expect(unreachableView('telegram', 'REF12345').content).toMatch(/^Telegram can’t be reached.*REF12345/);
  });

  it('the panel’s button is the one that works for ever', () => {
    expect(customIds(panelView())).toEqual(['vip:1:upgrade']);
  });

  it('asks before it ends anything, and takes the buttons away afterwards', () => {
    expect(customIds(endQuestion('s'))).toEqual(['vip:1:end-yes:s', 'vip:1:end-no']);
    expect(endAnswer({ kind: 'ended' }).components).toEqual([]);
  });
});

describe('the report of a setup', () => {
  it('fits into one message when everything is missing', () => {
    const id = (digit: number) => `12345678901234567${digit}0`;
    const scene = { guildId: id(0), ownerId: id(1), roles: new Map<string, bigint>(), overwrites: [] };
    const roles = (['Staff', 'Admin', 'Support', 'VIP'] as const).map((which, index) => ({
      which,
      id: id(index + 2),
      isManaged: false,
    }));
    const bot = { userId: id(6), roleIds: [] };
    const findings = [
      ...checkSessionChannel(id(7), scene, bot, roles, []),
      ...checkLogChannel(id(8), scene, bot),
    ];
    const { content } = setupSaved(
      {
        guildId: id(0),
        channelId: id(7),
        logChannelId: id(8),
        staffRoleId: id(2),
        adminRoleId: id(3),
        supportRoleId: id(4),
        vipRoleId: id(5),
        agent: { userId: '1', username: 'a'.repeat(32) },
      },
      findings,
    );
    expect(content.length).toBeLessThanOrEqual(2_000);
    for (const finding of findings)
      if ('permission' in finding) expect(content).toContain(`**${finding.permission}**`);
    expect(content).toContain(
      `I need **View Channel**, **Send Messages**, **Embed Links**, **Read Message History** in <#${id(8)}>.`,
    );
  });
});
