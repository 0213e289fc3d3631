import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { line, type Result } from './report.ts';

const lines = 100_000;

/** Twelve digits with their two check digits. */
function cnpj(n: number): string {
  const base = String(10_000_000 + n)
    .padStart(8, '0')
    .slice(-8)
    .concat('0001');
  const digit = (text: string) => {
    let sum = 0;
    for (let i = text.length - 1, weight = 2; i >= 0; i--, weight = weight === 9 ? 2 : weight + 1)
      sum += Number(text[i]) * weight;
    return sum % 11 < 2 ? 0 : 11 - (sum % 11);
  };
  const first = digit(base);
  return `${base}${first}${digit(`${base}${first}`)}`;
}

function file(): string {
  const header =
    'Nome da empresa;CNPJ/CPF;E-mail;Telefone;Responsável;Situação;Plano;Pago por;Vencimento do plano;Renovação automática;Última exportação;Cobranças CA;Analista';
  const rows = Array.from({ length: lines }, (_, n) => {
    const plan =
      n % 4 === 3 ? ';;;' : `Controle I;Cliente;${String((n % 28) + 1).padStart(2, '0')}/0${(n % 9) + 1}/2027;Sim`;
    return `Comércio Açaí ${(n * 7919) % lines} LTDA;${cnpj(n)};contato@empresa${n}.com.br;(11) 98765-4321;João Simões;Conectado;${plan};10/10/2026;Ativo;ana@horizonte.com.br`;
  });
  return [header, ...rows].join('\r\n');
}

/** A program's exit, its output, and the most memory it had (Linux), in MB. */
async function run(
  args: readonly string[],
  env: Record<string, string>,
): Promise<{ out: string; peakMb: number; seconds: number }> {
  const started = performance.now();
  const child = spawn(process.execPath, ['dist/cli.js', ...args], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let out = '';
  let peakMb = 0;
  child.stdout.on('data', (chunk) => {
    out += String(chunk);
  });
  const look = setInterval(() => {
    try {
      const peak = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1];
      if (peak) peakMb = Math.round(Number(peak) / 1024);
    } catch {
      // It has just ended.
    }
  }, 50);
  const code = await new Promise((resolve) => child.once('exit', resolve));
  clearInterval(look);
  if (code !== 0) throw new Error(`carteira ${args.join(' ')} ended with ${code}: ${out}`);
  return { out, peakMb, seconds: (performance.now() - started) / 1000 };
}

/** 100,000 lines through the command line, as an operator would: at least 5,000 a second on SQLite, under 250 MB resident. */
export async function benchImport(): Promise<Result[]> {
  const folder = mkdtempSync(join(tmpdir(), 'carteira-bench-'));
  try {
    const path = join(folder, 'carteira.csv');
    writeFileSync(path, file());
    const env = { DATABASE_URL: `file:${join(folder, 'bench.db')}` };
    await run(['firm', 'create', '--name', 'Horizonte', '--email', 'a@horizonte.com.br', '--admin', 'Marina'], env);
    const first = await run(['import', path, '--firm', 'only', '--json'], env);
    const report = JSON.parse(first.out) as { valid: number; created: number };
    if (report.created !== lines) throw new Error(`only ${report.created} were imported`);
    const again = await run(['import', path, '--firm', 'only', '--json'], env);
    const rate = lines / first.seconds;
    return [
      line('import of 100,000 lines on SQLite', `${Math.round(rate)} lines/s, whole process`, rate / 5000, {
        atLeast: 1,
      }),
      line('its peak resident memory', `${first.peakMb} MB`, first.peakMb / 250, { atMost: 1 }),
      line('the same file again (changes nothing)', `${Math.round(lines / again.seconds)} lines/s, ${again.peakMb} MB`),
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
