import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { seedFirms } from './bench/seed.ts';
import { createCore } from './src/core.ts';
import { openData } from './src/data/client.ts';
import { migrate } from './src/data/migrate.ts';
import { createSecret } from './src/data/secret.ts';
const log = { info: () => {}, warn: () => {}, error: (f: any, m: string) => console.log(m, String(f.err ?? '').slice(0, 300)) };
const folder = mkdtempSync(join(tmpdir(), 'askbench-'));
const admin = new pg.Client('postgresql://root@127.0.0.1:5432/test'); await admin.connect(); await admin.query('CREATE DATABASE ask_measure');
for (const url of [`file:${join(folder, 'b.db')}`, 'postgresql://root@127.0.0.1:5432/ask_measure']) {
  await migrate(url); await seedFirms(url, 1, 100_000, 12);
  const data = openData(url);
  const names = await data.all<{ name: string }>('SELECT "name" FROM "Client" LIMIT 40 OFFSET 5000', []);
  const typo = (n: string) => n.replace(/([a-zà-ú]{2})([a-zà-ú])([a-zà-ú]{2,})/i, (_m, a, b, c) => `${a}${c}`);
  const core = createCore({ data, secret: createSecret('a secret of at least thirty-two characters'), publicUrl: 'http://x', log, limit: () => 0 });
  const place = { platform: 'slack', workspace: 'T0', user: 'U0-8', locale: 'pt-BR', isAdmin: async () => false };
  const sets: Record<string, string[]> = {
    names: names.map((n) => `quando vence ${n.name}?`),
    typos: names.map((n) => `quando vence ${typo(n.name)}?`),
    lists: ['vencidos', 'conectados sem renovação automática', 'quem vence esta semana', 'padarias conectadas', 'os 5 que vencem primeiro', 'clientes vencidos ou sem plano', 'todos menos os conectados', 'quantos nunca exportaram', 'sem exportar há mais de 60 dias', 'controle i vencem em dezembro'],
  };
  for (const [what, all] of Object.entries(sets)) {
    const times: number[] = [];
    for (let r = 0; r < (what === 'lists' ? 3 : 1); r++) for (const [i, text] of all.entries()) {
      const t = performance.now(); const out: any = await core.handle({ key: `${what}${r}${i}${url}`, place, asked: { kind: 'words', text } }); times.push(performance.now() - t);
      if (i === 0 && r === 0) console.log(text, '→', JSON.stringify(out.view?.blocks?.[0]).slice(0, 120));
    }
    times.sort((a, b) => a - b);
    console.log(url.slice(0, 8), what, 'p50', times[times.length >> 1]!.toFixed(0), 'p95', times[Math.floor(times.length * 0.95)]!.toFixed(0), 'max', times.at(-1)!.toFixed(0), 'ms');
  }
  await data.close();
}
await admin.query('DROP DATABASE ask_measure'); await admin.end();
