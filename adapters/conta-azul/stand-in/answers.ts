/** What a route answers with: JSON unless it is bytes or plain text. */
export interface Answer {
  status: number;
  body?: unknown;
  bytes?: Uint8Array;
  text?: string;
  html?: string;
  headers?: Readonly<Record<string, string>>;
}

export const ok = (body: unknown, status = 200): Answer => ({ status, body });

/** The four shapes of a refusal, by the module that gives it. */
export const refusals = {
  finance: (code: number, message: string): Answer => ({ status: code, body: { code, message } }),
  plain: (status: number, error: string): Answer => ({ status, body: { error } }),
  spring: (status: number, message: string, path: string): Answer => ({
    status,
    body: {
      timestamp: '2026-11-16T12:00:00.000+00:00',
      status,
      error: status === 400 ? 'Bad Request' : 'Error',
      message,
      path,
    },
  }),
  gate: (status_conta: string): Answer => ({
    status: 403,
    body: {
      descricao_erro: 'A conta não está elegível para uso da API devido ao status atual do plano.',
      status_conta,
    },
  }),
};

const financePath = /^\/v1\/(financeiro|conta-financeira|protocolo)/;
const springPath = /^\/v1\/(categorias|centro-de-custo)/;

/** A refusal as the module behind a path words it. */
export function refuse(path: string, status: number, message: string): Answer {
  if (financePath.test(path)) return refusals.finance(status, message);
  if (springPath.test(path)) return refusals.spring(status, message, path);
  return refusals.plain(status, message);
}

/** Unknown routes are not JSON. */
export const noRoute: Answer = { status: 404, text: '404 page not found' };

export const large = [10, 20, 50, 100, 200, 500, 1000];
export const small = [10, 20, 50, 100];

export interface ApiRequest {
  path: string;
  query: URLSearchParams;
}

/** The page that was asked for, or why there is none. */
export function pageOf(
  { path, query }: ApiRequest,
  sizes: readonly number[],
): { from: number; to: number; page: number; size: number } | Answer {
  const page = Number(query.get('pagina') ?? 1);
  const size = Number(query.get('tamanho_pagina') ?? 10);
  if (!sizes.includes(size))
    return refuse(
      path,
      400,
      `O tamanho da página deve ser um dos seguintes valores: ${sizes.slice(0, -1).join(', ')} ou ${sizes.at(-1)}`,
    );
  if (!Number.isInteger(page) || page < 1) return refuse(path, 400, 'O número da página deve ser maior que zero.');
  return { from: (page - 1) * size, to: page * size, page, size };
}

export const isAnswer = (value: object): value is Answer => 'status' in value;

/** Cents as the interface writes them: a number in reais. */
export const reais = (cents: number): number => Math.round(cents) / 100;
