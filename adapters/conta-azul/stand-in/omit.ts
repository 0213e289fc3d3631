import { type Chance, chance } from './chance.ts';

/**
 * What an answer leaves out: of the real ones much may be absent. `empty`: what would be null, and what stands beside what is read;
 * `anything`: all but what something is known by. The same seed leaves the same out of the same answer, in whatever order it is asked.
 */
export interface LeavesOut {
  seed: string;
  what: 'empty' | 'anything';
}

/** By these an answer is one: a list's envelope, what something is known by, and the pair of tokens. */
const kept = new Set([
  'id',
  'chave_acesso',
  'id_empresa',
  'itens',
  'items',
  'access_token',
  'refresh_token',
  'id_parcela',
]);
/** What the bot makes nothing of. */
const aside = new Set([
  'versao',
  'data_criacao',
  'data_alteracao',
  'nsu',
  'origem',
  'totais',
  'itens_totais',
  'paginacao',
  'codigo_cnae',
]);

function thinned(value: unknown, luck: Chance, what: LeavesOut['what']): unknown {
  if (Array.isArray(value)) return value.map((each) => thinned(each, luck, what));
  if (typeof value !== 'object' || value === null) return value;
  const stays = ([key, each]: [string, unknown]) =>
    kept.has(key) ||
    !(what === 'anything' || each === null || aside.has(key)) ||
    !luck.often(what === 'anything' ? 0.3 : 0.5);
  return Object.fromEntries(
    Object.entries(value)
      .filter(stays)
      .map(([key, each]) => [key, thinned(each, luck, what)]),
  );
}

/** An answer without what it leaves out this time. */
export const leaveOut = (body: unknown, asked: string, { seed, what }: LeavesOut): unknown =>
  thinned(body, chance(`${seed}|${asked}`), what);
