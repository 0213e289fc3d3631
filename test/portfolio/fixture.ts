import { registry } from '../../src/core.ts';
import type { Data } from '../../src/data/client.ts';
import { createSecret } from '../../src/data/secret.ts';
import { contextOf } from '../../src/firms/context.ts';
import type { Ctx } from '../../src/kit/ctx.ts';
import type { ImportReport } from '../../src/portfolio/import/report.ts';
import { runImport } from '../../src/portfolio/import/service.ts';
import { bytesSource } from '../../src/portfolio/import/source.ts';
import { quiet, testNow } from '../house.ts';

/** Somebody at the command line, who imports into a firm. */
export const deskOf = (data: Data, firmId: string, now = testNow): Ctx =>
  contextOf(
    { data, secret: createSecret('x'.repeat(32)), publicUrl: 'http://localhost:3000', registry, log: quiet },
    {
      firm: { id: firmId, name: 'Horizonte', timeZone: 'America/Sao_Paulo', version: 0 },
      actor: { kind: 'system', id: 'cli' },
      locale: 'pt-BR',
      from: 'cli',
      now,
    },
  );

export const importing = (ctx: Ctx, text: string, onProgress?: (report: ImportReport) => void): Promise<ImportReport> =>
  runImport(ctx, bytesSource(Buffer.from(text)), 'carteira.csv', onProgress);

const digit = (base: string, weights: readonly number[]) => {
  const rest = weights.reduce((sum, weight, i) => sum + weight * Number(base[i]), 0) % 11;
  return String(rest < 2 ? 0 : 11 - rest);
};

/** The n-th of many valid CNPJs. */
export function cnpj(n: number): string {
  const base = String(100_000_000_000 + n * 7919).slice(0, 12);
  const weights = [6, 5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2];
  const first = digit(base, weights.slice(1));
  return base + first + digit(base + first, weights);
}

/** A portfolio of so many lines, as a portal exports them. */
export function portfolio(lines: number): string {
  const header =
    'Nome da empresa;CNPJ/CPF;E-mail;Telefone;Situação;Plano;Pago por;Vencimento do plano;Renovação automática;Última exportação;Cobranças CA;Analista';
  const row = (i: number) => {
    const plan =
      i % 4 === 0
        ? ';;;'
        : `Controle I;${i % 2 ? 'Cliente' : 'Contabilidade'};${String(1 + (i % 28)).padStart(2, '0')}/0${1 + (i % 9)}/2027;${i % 3 ? 'Sim' : 'Não'}`;
    return `Comércio São João ${(i * 7919) % 100_003} LTDA;${cnpj(i)};contato@empresa${i}.com.br;(11) 9${String(i).padStart(8, '0')};Conectado;${plan};${i % 5 ? '' : '01/10/2026'};Ativo;ana@horizonte.com.br`;
  };
  return `${[header, ...Array.from({ length: lines }, (_, i) => row(i))].join('\r\n')}\r\n`;
}
