/**
 * A process that races another one on a database file: opens COUNT sessions at once, waits for the word "go" before it does, and prints
 * as JSON what came of each. Arguments: the address of the database, a name for its sessions, COUNT.
 */
import { once } from 'node:events';
import { openDatabase } from '../../src/store/database.js';

const [url, name, count] = process.argv.slice(2);
if (url === undefined || name === undefined) throw new Error('which database, and what name?');
const database = await openDatabase({ url, sealingKey: new Uint8Array(32).fill(3) });
console.log('ready');
await once(process.stdin, 'data');
const outcomes = await Promise.all(
  Array.from({ length: Number(count) }, (_, n) =>
    database.sessions.open({
      id: `${name}-${n}`,
      guildId: 'guild',
      // Every member tries in both processes.
      memberId: `member-${n}`,
      memberName: 'Member',
      channelId: 'channel',
      agentUserId: '4242',
      openedAt: new Date(),
      openingDeadline: new Date(Date.now() + 1000),
      // Few codes, so that the two processes meet in them too.
      newCode: () => String(Math.floor(Math.random() * 60)),
    }),
  ),
);
console.log(JSON.stringify(outcomes.map(({ kind }) => kind)));
await database.close();
process.exit(0);
