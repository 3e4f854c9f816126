import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { addAccounts, temporaryDatabase, temporaryUrl } from './temporary-database.js';

const program = fileURLToPath(new URL('./opening-process.ts', import.meta.url));

async function startProcess(url: string, name: string, count: number) {
  const child = spawn(process.execPath, ['--import', 'tsx', program, url, name, String(count)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const lines = createInterface({ input: child.stdout });
  expect(await once(lines, 'line')).toEqual(['ready']);
  return async (): Promise<string[]> => {
    child.stdin.write('go\n');
    const [line] = await once(lines, 'line');
    return JSON.parse(line);
  };
}

test('GIVEN two processes that start on one new file WHEN 40 members press in both at once THEN the laws hold', async () => {
  const url = temporaryUrl();
  const processes = await Promise.all([startProcess(url, 'one', 40), startProcess(url, 'two', 40)]);
  const database = await temporaryDatabase(url);
  await addAccounts(database, 30, 'guild');
  const outcomes = (await Promise.all(processes.map((go) => go()))).flat();
  expect(outcomes.filter((kind) => kind === 'opened')).toHaveLength(30);
  const live = await database.sessions.listLive('guild');
  expect(live).toHaveLength(30);
  for (const column of ['memberId', 'accountId', 'code'] as const) {
    expect(new Set(live.map((session) => session[column])).size).toBe(30);
  }
});
