// Kills the bot again and again under what people do to it: `npm run soak -- storm [KILLS]`. SQLite: one bot, beside `import` and `backup` on the
// command line. PostgreSQL (TEST_DATABASE_URL, an empty database): three. What was acknowledged is known outside only, and compared at the end.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Data, openData } from '../src/data/client.ts';
import { newId } from '../src/data/id.ts';
import { migrate } from '../src/data/migrate.ts';
import type { Asked } from '../src/kit/incoming.ts';
import { createSmtp } from '../test/fakes/smtp.ts';
import { type Button, buttonsOf, createWitness, type Witness } from './witness.ts';

const people = 12;
const minute = 60_000;
const officeEmail = 'marina@horizonte.com.br';
const pick = <T>(list: readonly T[]): T => list[Math.floor(Math.random() * list.length)]!;

interface Bot {
  port: number;
  child: ChildProcess;
}

export async function startBot(args: readonly string[]): Promise<Bot> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'bench/stream-storm.ts', ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [port] = await Promise.race([once(child.stdout!, 'data'), once(child, 'close').then(() => [])]);
  if (port === undefined) throw new Error('the bot did not start');
  return { child, port: Number(String(port)) };
}

export async function kill({ child }: Bot): Promise<void> {
  const gone = once(child, 'close');
  child.kill('SIGKILL');
  await gone;
}

/** A firm, and its people on the wire; every one of them may decide. */
export async function seed(data: Data): Promise<string> {
  const firmId = newId();
  const createdAt = new Date();
  const { db } = data;
  await db.firm.create({ data: { id: firmId, name: 'Horizonte Contábil', email: officeEmail, createdAt } });
  await db.workspace.create({
    data: { id: newId(), firmId, platform: 'wire', workspace: 'T1', channel: 'C1', createdAt },
  });
  for (let n = 0; n < people; n++) {
    const memberId = newId();
    const email = n === 0 ? officeEmail : `p${n}@horizonte.com.br`;
    await db.member.create({ data: { id: memberId, firmId, name: `Pessoa ${n}`, email, role: 'admin', createdAt } });
    const identity = { id: newId(), firmId, memberId, platform: 'wire', workspace: 'T1', user: `U${n}`, createdAt };
    await db.chatIdentity.create({ data: identity });
  }
  // What clients ask reaches the firm by an address that is known to be its own; otherwise the request waits for that.
  await db.provenAddress.create({ data: { email: officeEmail, firmId, provenAt: createdAt } });
  return firmId;
}

/** A verb of the command line, beside the bot; whether it went well. */
export async function commandLine(url: string, ...args: string[]): Promise<boolean> {
  const env = { ...process.env, DATABASE_URL: url, APP_SECRET: 'a secret of at least thirty-two characters' };
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/cli.ts', ...args], { env, stdio: 'ignore' });
  const [code] = await once(child, 'close');
  return code === 0;
}

/** `import` and `backup` over and over, as a person at the server would. */
async function besides(
  url: string,
  firmId: string,
  folder: string,
  stopped: () => boolean,
): Promise<Record<string, number>> {
  const counts: Record<string, number> = { imports: 0, backups: 0, failed: 0 };
  const csv = join(folder, 'carteira.csv');
  const run = (...args: string[]) => commandLine(url, ...args);
  for (let n = 0; !stopped(); n++) {
    const lines = Array.from({ length: 2000 }, (_, i) => `Importado ${i};importado${i}@example.org;9${n}${i}`);
    writeFileSync(csv, `Nome da empresa;E-mail;Telefone\n${lines.join('\n')}\n`);
    counts[(await run('import', csv, '--firm', firmId)) ? 'imports' : 'failed']!++;
    counts[(await run('backup', join(folder, 'copy.db'), '--force')) ? 'backups' : 'failed']!++;
    await sleep(200);
  }
  return counts;
}

/** One person's next deed, or several at once. What is answered is noted by the witness, and nothing else is known of it. */
async function act(witness: Witness, send: Send, user: string, n: number): Promise<void> {
  const press = (button: Button) => send({ kind: 'press', id: button.id }, user);
  const open = witness.cards().filter((card) => buttonsOf(card.view).some(({ label }) => label === 'Aceitar'));
  // Nobody decides where nothing waits; whoever would asks instead, so that something does.
  const deed = n % 3 === 0 && open.length === 0 ? 1 : n % 3;
  if (deed === 0) {
    const card = pick(open);
    const button = buttonsOf(card.view).find(({ label }) => label === 'Aceitar')!;
    // Two people press at once; one of them is first.
    const answers = await Promise.all([
      press(button),
      send({ kind: 'press', id: button.id }, pick(['U1', 'U2', 'U3'])),
    ]);
    for (const each of answers) witness.decided(card, each);
    return;
  }
  if (deed === 1) {
    const email = `pede${n}-${user.toLowerCase()}@example.com`;
    const typed = {
      name: `Pede ${n} ${user}`,
      accountantEmail: officeEmail,
      firmName: 'Horizonte',
      firmPhone: '11 4002-8922',
      agree: 'on',
    };
    witness.asked(email, await send({ email, typed }, user));
    return;
  }
  // One person in a hurry: the same invitation three times at once, and another beside it.
  const invite = async (email: string) => {
    const opened = await send({ kind: 'typed', command: 'convidar', text: '' }, user);
    if (opened?.kind !== 'form') return;
    const fields = { name: email.split('@')[0]!, email };
    const preview = await send({ kind: 'submit', id: opened.form.id, fields }, user);
    const button = buttonsOf(preview?.view).find(({ label }) => /^(Conectar|Convidar)/.test(label));
    if (!button) return;
    const answers = await Promise.all([press(button), press(button), press(button)]);
    for (const each of answers) witness.invited(email, each);
  };
  await Promise.all([
    invite(`a${n}-${user.toLowerCase()}@example.com`),
    invite(`b${n}-${user.toLowerCase()}@example.com`),
  ]);
}

// biome-ignore lint/suspicious/noExplicitAny: an outcome as it came over the wire
type Send = (what: Asked | { email: string; typed: object }, user: string) => Promise<any>;

export async function soakStorm({
  url,
  kills,
  folder,
  patience,
}: {
  url: string;
  kills: number;
  folder: string;
  patience: number;
}) {
  const data = openData(url, { connections: 2, patience: 15_000 });
  const smtp = await createSmtp();
  const witness = createWitness();
  const hub = createServer(async (request, response) =>
    response.end(JSON.stringify(witness.deliver(JSON.parse(await text(request))))),
  );
  await new Promise<void>((resolve) => hub.listen(0, '127.0.0.1', resolve));
  const args = [url, smtp.url, `http://127.0.0.1:${(hub.address() as AddressInfo).port}`];
  const firmId = await seed(data);
  const bots = await Promise.all((data.provider === 'sqlite' ? [1] : [1, 2, 3]).map(() => startBot(args)));
  let stopped = false;

  const ask = async (body: string): Promise<unknown> => {
    const { port } = pick(bots);
    const response = await fetch(`http://127.0.0.1:${port}/`, {
      method: 'POST',
      body,
      signal: AbortSignal.timeout(10_000),
    });
    return response.json();
  };
  /** As a platform: the same delivery again until it is answered, and some of them twice for no reason. */
  const send: Send = async (what, user) => {
    const body = JSON.stringify('typed' in what ? { wish: what, user } : { key: `wire:${newId()}`, user, asked: what });
    if (Math.random() < 0.1) ask(body).catch(() => undefined);
    for (let n = 0; n < 200 && !stopped; n++) {
      const answer = await ask(body).catch(() => undefined);
      if (answer) return answer;
      await sleep(100);
    }
    return undefined;
  };
  const working = Array.from({ length: people }, async (_, person) => {
    // Not all begin with the same: what is asked, decided and invited meets from the first moment.
    for (let n = person; !stopped; n++) {
      await act(witness, send, `U${person}`, n).catch((error: unknown) => witness.broken(error));
      await sleep(50);
    }
  });
  const beside = data.provider === 'sqlite' ? besides(url, firmId, folder, () => stopped) : undefined;
  const until = Date.now() + Math.max(10 * minute, (kills * minute) / 2);
  let killed = 0;
  for (; killed < kills && Date.now() < until; killed++) {
    const before = witness.answers();
    for (const end = Date.now() + minute; witness.answers() < before + 6 && Date.now() < end; ) await sleep(5);
    // Now in the middle of its start, now when letters are on their way.
    await sleep(Math.random() ** 2 * 4000);
    const which = Math.floor(Math.random() * bots.length);
    await kill(bots[which]!);
    bots[which] = await startBot(args);
  }
  stopped = true;
  await Promise.all(working);
  const commands = await beside;
  // One channel takes one card after the other: as long as there are fewer, it is waited for.
  let left = Number.POSITIVE_INFINITY;
  for (let end = Date.now() + patience; Date.now() < end; await sleep(500)) {
    const pending = await data.db.outbox.count({ where: { state: 'pending' } });
    if (pending === 0) break;
    if (pending < left) end = Date.now() + patience;
    left = Math.min(left, pending);
    // Each kill was a try of what was on its way, and the next may be hours away: here they pass at once.
    const later = { state: 'pending', dueAt: { gt: new Date() } };
    await data.db.$transaction((tx) => tx.outbox.updateMany({ where: later, data: { dueAt: new Date() } }));
  }
  await Promise.all(bots.map(kill));
  const figures = await witness.compare(data, smtp.arrived);
  await smtp.stop();
  hub.closeAllConnections();
  hub.close();
  await data.close();
  return { database: data.provider, kills: killed, ...figures, ...(commands ? { commands } : {}) };
}

if (process.argv[1] === import.meta.filename) {
  const folder = mkdtempSync(join(tmpdir(), 'carteira-soak-'));
  const url = process.env.TEST_DATABASE_URL ?? `file:${join(folder, 'soak.db')}`;
  await migrate(url);
  const figures = await soakStorm({ url, kills: Number(process.argv[2] ?? 200), folder, patience: 60_000 });
  process.stdout.write(`${JSON.stringify(figures, null, 1)}\n`);
  rmSync(folder, { recursive: true, force: true });
  const { invited, asked, accepted } = figures.acknowledged;
  const { lost, doubled, odd, untrue, cards, letters, lettersLost, lettersTwice } = figures;
  const wrong = lost.length + doubled.length + odd.length + untrue.length + lettersLost.length;
  const idle = Math.min(invited, asked, accepted) === 0;
  const verdict = wrong > 0 ? 'NOT WELL' : idle ? 'NOT ALL OF IT WAS TRIED' : 'well';
  process.stdout.write(
    `storm on ${figures.database}: ${verdict}. ${figures.kills} kills; acknowledged ${invited} invitations, ${asked} requests, ${accepted} decisions; ` +
      `${lost.length} lost, ${doubled.length + odd.length} doubled, ${untrue.length} of ${cards} cards untrue; ` +
      `${lettersLost.length} of ${letters} letters lost, ${lettersTwice} came again under their Message-ID\n`,
  );
  process.exit(wrong > 0 || idle ? 1 : 0);
}
