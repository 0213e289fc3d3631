import { z } from 'zod';
import type { Got } from './http.ts';
import { listing } from './listing.ts';
import { pages, windowsOf } from './pages.ts';
import type { ApiListOptions, Of, Period, RequestOptions } from './port.ts';
import { asJson, type Read, type Requests, request } from './request.ts';
import * as shapes from './shapes.ts';

interface EntryQuery {
  due: Period;
  paid?: Period;
  accrual?: Period;
  states?: readonly string[];
}

const events = '/v1/financeiro/eventos-financeiros';
const segment = encodeURIComponent;
/** As many as an answer can bear: the modules allow different sizes. */
const sizes = { finance: 500, invoices: 100 } as const;
const mostCaptured = 20;

const span = (name: string, period: Period | undefined): (readonly [string, string])[] =>
  period
    ? [
        [`data_${name}_de`, period.from],
        [`data_${name}_ate`, period.to],
      ]
    : [];

/** The first bytes say what it is: the list's word for it may be older than the file. A page of HTML is a gateway's. */
function fileOf({ bytes }: Got): Read<{ kind: 'xml' | 'zip'; bytes: Uint8Array }> {
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) return { value: { kind: 'zip', bytes } };
  const start = Buffer.from(bytes.subarray(0, 64))
    .toString('utf8')
    .replace(/^\ufeff/, '')
    .trimStart();
  if (/^<(\?xml|nfeProc|NFe)/i.test(start)) return { value: { kind: 'xml', bytes } };
  return start === '' || start.startsWith('<') ? { broken: true } : { odd: 'neither XML nor ZIP' };
}

/** The account of one company. */
export function openBooks(parts: Requests, of: Of) {
  const one = <T>(what: string, path: string, shape: z.ZodType<T>, asking: RequestOptions = {}): Promise<T> =>
    request(parts, of, { what, path }, asJson(shape), asking);
  const entries = (
    what: string,
    path: string,
    { due, paid, accrual, states = [] }: EntryQuery,
    listing?: ApiListOptions,
  ) => {
    const filters = states.flatMap((each) =>
      each in shapes.entryFilters ? [shapes.entryFilters[each as keyof typeof shapes.entryFilters]] : [],
    );
    const query = [
      ...span('vencimento', due),
      ...span('pagamento', paid),
      ...span('competencia', accrual),
      ...filters.map((each) => ['status', each] as const),
    ];
    return pages(parts, of, { what, path, size: sizes.finance, item: shapes.entry, windows: [query] }, listing);
  };
  const whole = <T>(
    what: string,
    path: string,
    item: z.ZodType<T>,
    listing?: ApiListOptions,
    query: (readonly [string, string])[] = [],
  ) => pages(parts, of, { what, path, size: sizes.finance, item, windows: [query] }, listing);
  const byWindow = <T>(
    what: string,
    path: string,
    item: z.ZodType<T>,
    names: readonly [string, string],
    period: Period,
    listing?: ApiListOptions,
  ) => {
    const windows = windowsOf(period).map(({ from, to }) => [[names[0], from] as const, [names[1], to] as const]);
    return pages(parts, of, { what, path, size: sizes.invoices, item, windows }, listing);
  };

  return {
    company: (asking?: RequestOptions) => one('company', '/v1/pessoas/conta-conectada', shapes.company, asking),
    moneyAccounts: (listing?: ApiListOptions) =>
      whole('accounts', '/v1/conta-financeira', shapes.moneyAccount, listing),
    balance: (id: string, asking?: RequestOptions) =>
      one('balance', `/v1/conta-financeira/${segment(id)}/saldo-atual`, shapes.balance, asking),
    receivables: (query: EntryQuery, listing?: ApiListOptions) =>
      entries('receivables', `${events}/contas-a-receber/buscar`, query, listing),
    payables: (query: EntryQuery, listing?: ApiListOptions) =>
      entries('payables', `${events}/contas-a-pagar/buscar`, query, listing),
    installment: (id: string, asking?: RequestOptions) =>
      one('installment', `${events}/parcelas/${segment(id)}`, shapes.installment, asking),
    settlements: (id: string, asking?: RequestOptions) =>
      one('settlements', `${events}/parcelas/${segment(id)}/baixa`, z.array(shapes.settlement), asking),
    goodsInvoices: (period: Period, listing?: ApiListOptions) =>
      byWindow('invoices', '/v1/notas-fiscais', shapes.goodsInvoice, ['data_inicial', 'data_final'], period, listing),
    goodsInvoiceFile: (key: string, { signal }: RequestOptions = {}) =>
      request(parts, of, { what: 'invoice', path: `/v1/notas-fiscais/${segment(key)}` }, fileOf, { signal }),
    serviceInvoices: (period: Period, listing?: ApiListOptions) =>
      byWindow(
        'service invoices',
        '/v1/notas-fiscais-servico',
        shapes.serviceInvoice,
        ['data_competencia_de', 'data_competencia_ate'],
        period,
        listing,
      ),
    categories: (listing?: ApiListOptions) =>
      whole('categories', '/v1/categorias', shapes.category, listing, [['permite_apenas_filhos', 'false']]),
    costCentres: (listing?: ApiListOptions) =>
      whole('cost centres', '/v1/centro-de-custo', shapes.costCentre, listing, [['filtro_rapido', 'TODOS']]),
    capture: (
      file: { name: string; type: string; bytes: Uint8Array; note?: string },
      { signal }: RequestOptions = {},
    ) => {
      const body = () => {
        const form = new FormData();
        form.set('arquivo', new Blob([new Uint8Array(file.bytes)], { type: file.type }), file.name);
        form.set('descricao', (file.note ?? file.name).slice(0, 255));
        return form;
      };
      return request(parts, of, { what: 'capture', path: '/v1/captura/documentos', body }, asJson(shapes.uploaded), {
        signal,
      });
    },
    captured: async (ids: readonly string[], { signal }: RequestOptions = {}) => {
      const found: z.infer<typeof shapes.captured>[] = [];
      for (let i = 0; i < ids.length; i += mostCaptured) {
        const query = ids.slice(i, i + mostCaptured).map((each) => ['ids', each] as const);
        const question = { what: 'captured', path: '/v1/captura/documentos/status', query };
        found.push(...(await request(parts, of, question, asJson(listing(shapes.captured)), { signal })).items);
      }
      return found;
    },
  };
}
