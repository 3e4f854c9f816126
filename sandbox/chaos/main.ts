import { Command } from 'commander';
import { type Failure, runChaos } from './run.js';
import { planWave } from './schedule.js';

const print = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

const program = new Command('npm run chaos --')
  .description(
    'Random conversations with random faults of both services and random deaths of the bot: afterwards both chats must agree. Ends with 0 or 1.',
  )
  .option('--schedules <number>', 'how many conversations', '500')
  .option(
    '--seed <number>',
    'of the first wave; each further one has the next number',
    String(Date.now() % 1e9),
  )
  .option('--guilds <number>', 'how many conversations go on at once', '50')
  .parse();
const options = program.opts<{ schedules: string; seed: string; guilds: string }>();
const [schedules, seed, guilds] = [Number(options.schedules), Number(options.seed), Number(options.guilds)];
if (![schedules, seed, guilds].every(Number.isSafeInteger) || schedules < 1 || guilds < 1)
  program.error('--schedules, --seed and --guilds are whole numbers');

const startedAt = performance.now();
print(`seed ${seed}, ${schedules} schedules, ${guilds} at once`);
const onWave = (played: number, failures: readonly Failure[]): void => {
  print(`${played} played, ${seconds()} s`);
  failures.forEach(tell);
};
const outcome = await runChaos({ schedules, seed, guilds, onWave });
const failed = new Set(outcome.failures.map((failure) => `${failure.seed}:${failure.schedule}`));
outcome.failures.filter(({ log }) => log.includes('seen at the end')).forEach(tell);
for (const fault of new Set(outcome.faultsOfServices)) print(`services: ${fault}`);
print(
  `${schedules} schedules, ${failed.size} failed, ${outcome.kills} kills, ${outcome.told} told as undelivered, ${seconds()} s`,
);
process.exitCode = failed.size === 0 && outcome.faultsOfServices.length === 0 ? 0 : 1;

function tell({ seed: waveSeed, schedule, faults, log }: Failure): void {
  print(`FAILED seed ${waveSeed}, schedule ${schedule}: ${faults.join(' · ')}`);
  print(`  replay: npm run chaos -- --seed ${waveSeed} --schedules ${guilds} --guilds ${guilds}`);
  const wave = planWave(waveSeed, guilds);
  print(`  upheaval: ${JSON.stringify(wave.disturbances)}`);
  for (const [beat, steps] of (wave.schedules[schedule] ?? []).entries())
    print(`  beat ${beat}: ${JSON.stringify(steps)}`);
  for (const line of log) print(`  ${line}`);
}

function seconds(): number {
  return Math.round((performance.now() - startedAt) / 1_000);
}
