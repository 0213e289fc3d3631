// People type for an hour; memory and file descriptors stay level: `npm run soak -- hour [MINUTES] [COMMANDS A SECOND]`.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { migrate } from '../src/data/migrate.ts';
import { program, signed, slashCommand } from './load.ts';
import { seedFirms } from './seed.ts';
import { slackStub } from './slack-stub.ts';
import { residentMb } from './start.ts';

const people = 40;
const typed = [
  '',
  'situacao:conectado',
  'vencimento:30d',
  'exportacao:nunca',
  'ordem:vencimento',
  'padaria',
  'situacao:conectado vencimento:30d',
];

interface Sample {
  minute: number;
  mb: number;
  files: number;
}

const mean = (values: readonly number[]) => values.reduce((sum, each) => sum + each, 0) / Math.max(values.length, 1);

const folder = mkdtempSync(join(tmpdir(), 'carteira-hour-'));
const url = process.env.TEST_DATABASE_URL ?? `file:${join(folder, 'hour.db')}`;
const minutes = Number(process.argv[2] ?? 60);
const perSecond = Number(process.argv[3] ?? 50);
const slack = await slackStub();
execFileSync(process.execPath, ['scripts/build.mjs'], { stdio: 'inherit' });
await migrate(url);
await seedFirms(url, 1, 20_000, people);
const bot = await program({
  DATABASE_URL: url,
  APP_SECRET: 'hour hour hour hour hour hour hour hour',
  SLACK_BOT_TOKEN: 'xoxb-hour',
  SLACK_SIGNING_SECRET: 'hour',
  SLACK_API_URL: slack.url,
});
const samples: Sample[] = [];
const took: number[] = [];
const wrong: string[] = [];
let asked = 0;
let waiting = 0;
async function ask(): Promise<void> {
  const n = asked++;
  const body = slashCommand(typed[n % typed.length]!, n, `U0-${6 + (n % (people - 6))}`, 'T0');
  const began = performance.now();
  waiting++;
  try {
    const response = await fetch(`http://127.0.0.1:${bot.port}/slack/events`, {
      method: 'POST',
      body,
      headers: signed('hour', body),
    });
    const answer = await response.text();
    took.push(performance.now() - began);
    if (!response.ok || !/santa|cliente/i.test(answer)) wrong.push(answer.slice(0, 200));
  } catch (error) {
    wrong.push(String(error));
  } finally {
    waiting--;
  }
}
const sample = () => {
  const { pid } = bot.process;
  samples.push({
    minute: performance.now() / 60_000,
    mb: residentMb(pid!),
    files: readdirSync(`/proc/${pid}/fd`).length,
  });
};
const began = performance.now();
const sampling = setInterval(sample, Math.max((minutes * 60_000) / 240, 500));
while (performance.now() - began < minutes * 60_000) {
  const due = ((performance.now() - began) / 1000) * perSecond;
  // What could not be asked in time is not asked: a machine that is too slow shows in the count.
  if (asked < due && waiting < 200) void ask();
  else await sleep(5);
}
clearInterval(sampling);
for (let n = 0; waiting > 0 && n < 600; n++) await sleep(100);
sample();
await bot.stop();
await slack.stop();
rmSync(folder, { recursive: true, force: true });
const quarter = (from: number, to: number) =>
  samples.slice(Math.floor(samples.length * from), Math.ceil(samples.length * to));
const [early, late] = [quarter(0.25, 0.5), quarter(0.75, 1)];
took.sort((a, b) => a - b);
const figures = {
  minutes,
  asked,
  perSecond: Math.round(asked / (minutes * 60)),
  p50: Math.round(took[Math.floor(took.length * 0.5)] ?? 0),
  p99: Math.round(took[Math.floor(took.length * 0.99)] ?? 0),
  slowest: Math.round(took.at(-1) ?? 0),
  wrong: wrong.length,
  firstWrong: wrong[0],
  mb: {
    secondQuarter: Math.round(mean(early.map(({ mb }) => mb))),
    lastQuarter: Math.round(mean(late.map(({ mb }) => mb))),
  },
  files: { secondQuarter: mean(early.map(({ files }) => files)), lastQuarter: mean(late.map(({ files }) => files)) },
};
const level =
  figures.mb.lastQuarter < figures.mb.secondQuarter * 1.1 + 5 &&
  figures.files.lastQuarter < figures.files.secondQuarter * 1.1 + 5;
process.stdout.write(`${JSON.stringify({ ...figures, level }, null, 1)}\n`);
process.exit(level && wrong.length === 0 ? 0 : 1);
