import { randomUUID } from 'node:crypto';
import { type Day, daysBetween } from '../../../src/kit/days.ts';
import { type Answer, type ApiRequest, isAnswer, noRoute, ok, pageOf, reais, refuse, small } from './answers.ts';
import { monthAfter } from './book.ts';
import type { Company } from './company.ts';
import { fileOf, goodsInvoicesOf, invoiceByKey, serviceInvoicesOf } from './invoices.ts';
import type { Capture, State } from './state.ts';

const isDay = (text: string | null): text is Day => /^\d{4}-\d\d-\d\d$/.test(text ?? '');

/** Both days of a window of at most 15 days, or why there is none. */
function windowOf({ path, query }: ApiRequest, from: string, to: string): { from: Day; to: Day } | Answer {
  const [start, end] = [query.get(from), query.get(to)];
  if (!isDay(start) || !isDay(end)) return refuse(path, 400, `Os parâmetros ${from} e ${to} são obrigatórios`);
  if (start > end) return refuse(path, 400, `${from} não pode ser posterior a ${to}`);
  if (daysBetween(start, end) > 14)
    return refuse(path, 400, `O período entre ${from} e ${to} não pode ser maior que 15 dias`);
  return { from: start, to: end };
}

function monthsOf({ from, to }: { from: Day; to: Day }): string[] {
  const months: string[] = [];
  for (let month = from.slice(0, 7); month <= to.slice(0, 7); month = monthAfter(month, 1)) months.push(month);
  return months;
}

/** The page at the end of every list of invoices. Its totals are as untrustworthy as the real ones. */
const paging = (page: number, size: number, count: number) => ({
  pagina_atual: page,
  tamanho_pagina: count > 0 ? size : Number('9223372036854775807'),
  total_itens: count + 3,
  total_paginas: Math.ceil((count + 3) / size),
});

function goods(company: Company, asked: ApiRequest, today: Day): Answer {
  const page = pageOf(asked, small);
  if (isAnswer(page)) return page;
  const window = windowOf(asked, 'data_inicial', 'data_final');
  if (isAnswer(window)) return window;
  const all = monthsOf(window)
    .flatMap((month) => goodsInvoicesOf(company, month))
    .filter(({ issuedOn }) => issuedOn >= window.from && issuedOn <= window.to && issuedOn <= today);
  const itens = all.slice(page.from, page.to).map(({ key, number, issuedOn, recipient, corrected }) => ({
    chave_acesso: key,
    data_emissao: `${issuedOn}T10:30:00Z`,
    nome_destinatario: recipient.name,
    numero_nota: number,
    status: corrected ? 'CORRIGIDA_SUCESSO' : 'EMITIDA',
  }));
  return ok({ itens, paginacao: paging(page.page, page.size, all.length) });
}

function services(company: Company, asked: ApiRequest, today: Day): Answer {
  const page = pageOf(asked, small);
  if (isAnswer(page)) return page;
  const window = windowOf(asked, 'data_competencia_de', 'data_competencia_ate');
  if (isAnswer(window)) return window;
  const all = monthsOf(window)
    .flatMap((month) => serviceInvoicesOf(company, month))
    .filter(({ on }) => on >= window.from && on <= window.to && on <= today);
  const itens = all.slice(page.from, page.to).map(({ id, saleId, number, rps, on, total, customer, status }) => ({
    id,
    id_venda: saleId,
    numero_venda: String(number),
    numero_rps: rps,
    numero_nfse: status === 'EMITIDA' || status === 'CANCELADA' ? number : null,
    status,
    valor_total_nfse: reais(total),
    data_competencia: on,
    nome_cliente: customer.name,
    documento_cliente: customer.document,
    codigo_cnae: '6201-5/00',
    escriturado_manualmente: false,
    cidade_emissao: { estado: 'SP', nome: 'São Paulo' },
    informacao_transmissao: { data_inicio_emissao: `${on}T10:30:00`, data_inicio_cancelamento: null },
  }));
  return ok({ itens, paginacao: paging(page.page, page.size, all.length) });
}

/** How far a document that was passed on has come, by its age in milliseconds. */
const stages = [
  [0, 'PENDENTE'],
  [500, 'PROCESSANDO'],
  [2000, 'EXTRAINDO_DADOS'],
  [5000, 'AGUARDANDO_VINCULO_LANCAMENTO'],
  [60_000, 'RESOLVIDO'],
] as const;
const stageOf = ({ at }: Capture, now: number) => stages.findLast(([age]) => now - at >= age)?.[1] ?? 'PENDENTE';

function statuses(state: State, company: Company, { path, query }: ApiRequest, now: number): Answer {
  const ids = query.getAll('ids');
  if (ids.length === 0 || ids.length > 20) return refuse(path, 400, 'Informe de 1 a 20 ids');
  const found = ids.map((id) => state.captures.get(id)).filter((each) => each?.companyId === company.id) as Capture[];
  const itens = found.map((each) => ({
    id: each.id,
    status_documento: stageOf(each, now),
    capturas: [{ id: each.id, status_captura: now - each.at < 5000 ? 'PROCESSANDO' : 'PENDENTE' }],
  }));
  return ok({ itens, paginacao: paging(1, 20, itens.length) });
}

const taken = ['application/pdf', 'image/jpeg', 'image/png', 'image/bmp'];

/** Takes a document in, of the kinds it takes. */
export async function capture(
  state: State,
  company: Company,
  path: string,
  body: Request,
  now: number,
): Promise<Answer> {
  const form = await body.formData().catch(() => undefined);
  const file = form?.get('arquivo');
  if (!(file instanceof File)) return refuse(path, 400, 'O campo arquivo é obrigatório');
  if (!taken.includes(file.type))
    return refuse(path, 415, 'Tipo de arquivo não suportado. Envie PDF, JPEG, PNG ou BMP');
  if (file.size > 10 * 1024 * 1024) return refuse(path, 400, 'O arquivo não pode ser maior que 10 MB');
  const id = randomUUID();
  const description = String(form?.get('descricao') ?? '').slice(0, 255);
  state.captures.set(id, {
    id,
    companyId: company.id,
    name: file.name,
    type: file.type,
    size: file.size,
    description,
    at: now,
  });
  state.save();
  return ok({ id, nome: file.name }, 201);
}

/** Routes of invoices, documents and the company itself. */
export function papers(state: State, company: Company, asked: ApiRequest, today: Day, now: number): Answer | undefined {
  const { path } = asked;
  if (path === '/v1/pessoas/conta-conectada')
    return ok({
      razao_social: company.name,
      nome_fantasia: company.tradeName,
      documento: company.document,
      email: company.email,
      data_fundacao: '2012-01-01',
      id_empresa: company.id,
    });
  if (path === '/v1/notas-fiscais') return goods(company, asked, today);
  if (path === '/v1/notas-fiscais-servico') return services(company, asked, today);
  const key = /^\/v1\/notas-fiscais\/([^/]+)$/.exec(path)?.[1];
  if (key) {
    const invoice = invoiceByKey(company, key);
    if (!invoice) return refuse(path, 404, 'Nenhuma nota fiscal encontrada com a chave informada');
    return { status: 200, bytes: fileOf(company, invoice), headers: { 'content-type': 'application/octet-stream' } };
  }
  if (path === '/v1/captura/documentos/status') return statuses(state, company, asked, now);
  return path.startsWith('/v1/') ? noRoute : undefined;
}
