import { expect, test } from 'vitest';
import type { GuildSettings } from '../../src/sessions/index.js';
import { guildId, inTurn, noon, temporaryDatabase, twoDatabases } from './temporary-database.js';

const settings: GuildSettings = {
  guildId,
  channelId: '1',
  staffRoleId: '2',
  adminRoleId: '3',
  supportRoleId: '4',
  vipRoleId: '5',
  logChannelId: '6',
  agent: { userId: '4242', username: 'agent' },
};

test('GIVEN settings that are saved twice THEN the later ones hold', async () => {
  const { guilds } = await temporaryDatabase();
  expect(await guilds.find(guildId)).toBeNull();
  await guilds.save(settings);
  expect(await guilds.find(guildId)).toEqual(settings);
  const changed = { ...settings, logChannelId: null, agent: { userId: '4343', username: 'other' } };
  await guilds.save(changed);
  expect(await guilds.find(guildId)).toEqual(changed);
  expect(await guilds.isAgent({ userId: '4343' })).toBe(true);
  expect(await guilds.isAgent({ userId: '4242' })).toBe(false);
});

test('GIVEN a fact that many report at once THEN it is reported once, until it is forgotten', async () => {
  const databases = await twoDatabases();
  const report = () =>
    Promise.all(
      Array.from({ length: 10 }, (_, n) =>
        inTurn(databases, n).guilds.reportOnce(guildId, 'role_gone:7', noon),
      ),
    );
  expect((await report()).filter((first) => first)).toHaveLength(1);
  expect((await report()).filter((first) => first)).toHaveLength(0);
  expect(await databases[0].guilds.reportOnce('other guild', 'role_gone:7', noon)).toBe(true);
  await databases[0].guilds.forgetReport(guildId, 'role_gone:7');
  expect((await report()).filter((first) => first)).toHaveLength(1);
});

test('GIVEN a database of one application THEN another application or address is refused', async () => {
  const [one, two] = await twoDatabases();
  expect(await one.installation.owner()).toBeNull();
  const claims = await Promise.all([
    one.installation.claim('77', 'https://discord.com/api'),
    two.installation.claim('77', 'https://discord.com/api'),
  ]);
  expect(claims).toEqual([{ kind: 'ours' }, { kind: 'ours' }]);
  const owner = { applicationId: '77', apiAddress: 'https://discord.com/api' };
  expect(await two.installation.claim('78', owner.apiAddress)).toEqual({ kind: 'other', owner });
  expect(await two.installation.claim('77', 'http://127.0.0.1/api')).toEqual({ kind: 'other', owner });
  expect(await one.installation.claim('77', owner.apiAddress)).toEqual({ kind: 'ours' });
});

test('GIVEN two applications that start at once on a new file THEN one gets it', async () => {
  const databases = await twoDatabases();
  const claims = await Promise.all(databases.map((each, n) => each.installation.claim(String(n), 'api')));
  expect(claims.map(({ kind }) => kind).sort()).toEqual(['other', 'ours']);
});
