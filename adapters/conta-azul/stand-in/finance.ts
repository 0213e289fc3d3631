import type { Day } from '../../../src/kit/days.ts';
import { type Answer, type ApiRequest, isAnswer, large, noRoute, ok, pageOf, reais, refuse } from './answers.ts';
import { balanceOf, dueBetween, type Planned, plannedOf, standingOf } from './book.ts';
import { idOf, isUuid } from './chance.ts';
import { type Company, categoriesOf, costCentresOf, moneyAccountsOf } from './company.ts';

const events = '/v1/financeiro/eventos-financeiros';
const isDay = (text: string | null): text is Day => /^\d{4}-\d\d-\d\d$/.test(text ?? '');
const totals = (items: readonly { active: boolean }[]) => {
  const ativo = items.filter((each) => each.active).length;
  return { ativo, inativo: items.length - ativo, todos: items.length };
};

function entryOf(planned: Planned, today: Day) {
  const { raw, label, paid, unpaid } = standingOf(planned, today);
  const { kind, id, description, dueOn, accrualOn, amount, category, centre, party } = planned;
  return {
    id,
    descricao: description,
    data_vencimento: dueOn,
    status: raw,
    status_traduzido: label,
    total: reais(amount),
    nao_pago: reais(unpaid),
    pago: reais(paid),
    data_criacao: `${accrualOn}T14:30:00Z`,
    data_alteracao: `${accrualOn}T15:45:01.339338`,
    data_competencia: accrualOn,
    categorias: [{ id: category.id, nome: category.name }],
    // The captured specification calls it centros_custo; what is in production does not.
    centros_de_custo: [{ id: centre.id, nome: centre.name }],
    ...(kind === 'receivable'
      ? { cliente: { id: party.id, nome: party.name }, renegociacao: null }
      : { fornecedor: { id: party.id, nome: party.name } }),
  };
}

const mostRemembered = 4;
const remembered = new WeakMap<Company, Map<string, readonly Planned[]>>();

/** What was asked for last: its pages are asked for one by one. */
function remember(company: Company, what: string, find: () => readonly Planned[]): readonly Planned[] {
  const lists = remembered.get(company) ?? new Map<string, readonly Planned[]>();
  remembered.set(company, lists);
  const found = lists.get(what) ?? find();
  lists.set(what, found);
  if (lists.size > mostRemembered) lists.delete(lists.keys().next().value!);
  return found;
}

function entries(company: Company, kind: Planned['kind'], asked: ApiRequest, today: Day): Answer {
  const { path, query } = asked;
  const page = pageOf(asked, large);
  if (isAnswer(page)) return page;
  const span = (name: string) => ({ from: query.get(`${name}_de`), to: query.get(`${name}_ate`) });
  const due = span('data_vencimento');
  if (!isDay(due.from) || !isDay(due.to))
    return refuse(
      path,
      400,
      `O parâmetro '${isDay(due.from) ? 'data_vencimento_ate' : 'data_vencimento_de'}' é obrigatório.`,
    );
  if (due.from > due.to) return refuse(path, 400, 'A data de início não pode ser posterior à data de fim.');
  const accrual = span('data_competencia');
  const paid = span('data_pagamento');
  const states = query.getAll('status');
  const found = remember(company, JSON.stringify([kind, due, accrual, paid, states, today]), () => {
    const within = (day: Day | undefined, { from, to }: typeof due) =>
      (!from && !to) || (day !== undefined && day >= (from ?? '') && day <= (to ?? '9999'));
    return dueBetween(company, kind, due.from as Day, due.to as Day, today).filter((each) => {
      const standing = standingOf(each, today);
      return (
        within(each.accrualOn, accrual) &&
        within(standing.paid > 0 ? each.paidOn : undefined, paid) &&
        (states.length === 0 || states.includes(standing.label))
      );
    });
  });
  const items = found.slice(page.from, page.to).map((each) => entryOf(each, today));
  return ok({
    itens_totais: found.length,
    itens: items,
    totais: { ativo: found.length, inativo: 0, todos: found.length },
  });
}

/** The payment of an instalment. `nested`: within an instalment the account is an object, alone it is an id. */
function settlementsOf(company: Company, planned: Planned, today: Day, nested: boolean) {
  const { paid } = standingOf(planned, today);
  if (paid === 0 || !planned.paidOn) return [];
  const late = planned.paidOn > planned.dueOn && planned.kind === 'receivable';
  const interest = late ? Math.round(paid * 0.01) : 0;
  const account = moneyAccountsOf(company).find((each) => each.id === planned.accountId)!;
  return [
    {
      id: idOf(`${planned.id}|baixa`),
      versao: 0,
      data_pagamento: planned.paidOn,
      valor_composicao: {
        multa: 0,
        juros: reais(interest),
        valor_bruto: reais(paid),
        desconto: 0,
        taxa: 0,
        // Alone it does not say what moved: that is counted.
        ...(nested ? { valor_liquido: reais(paid + interest) } : {}),
      },
      conta_financeira: nested ? { id: account.id, nome: account.name } : account.id,
      metodo_pagamento: planned.method,
      observacao: null,
      nsu: null,
      id_parcela: planned.id,
      origem: 'LANCAMENTO_FINANCEIRO',
      tipo_evento_financeiro: planned.kind === 'receivable' ? 'RECEITA' : 'DESPESA',
      atualizado_em: `${planned.paidOn}T08:37:05`,
      anexos: [],
    },
  ];
}

function installmentOf(company: Company, planned: Planned, today: Day) {
  const { label, paid, unpaid } = standingOf(planned, today);
  const status = { RECEBIDO: 'QUITADO', EM_ABERTO: 'PENDENTE' }[label] ?? label;
  const attachment = planned.receipt && paid > 0;
  return {
    id: planned.id,
    versao: 1,
    indice: 1,
    conciliado: paid > 0,
    status,
    valor_pago: reais(paid),
    nao_pago: reais(unpaid),
    perda: null,
    data_vencimento: planned.dueOn,
    data_pagamento_previsto: planned.dueOn,
    descricao: planned.description,
    nota: null,
    id_conta_financeira: planned.accountId,
    valor_composicao: {
      multa: 0,
      juros: 0,
      valor_bruto: reais(planned.amount),
      desconto: 0,
      taxa: 0,
      valor_liquido: reais(planned.amount),
    },
    metodo_pagamento: planned.method,
    baixa_agendada: false,
    evento: {
      id: idOf(`${planned.id}|evento`),
      data_competencia: planned.accrualOn,
      tipo: planned.kind === 'receivable' ? 'RECEITA' : 'DESPESA',
    },
    baixas: settlementsOf(company, planned, today, true),
    anexos: attachment
      ? [
          {
            id: idOf(`${planned.id}|anexo`),
            versao: 1,
            nome: `comprovante_${planned.paidOn}.pdf`,
            descricao: null,
            url: 'https://anexos.invalid/interno',
            tipo_conteudo: 'FILE',
            tipo_anexo: planned.kind === 'receivable' ? 'RECIBO' : 'OUTROS',
            id_parcela: planned.id,
          },
        ]
      : [],
    data_alteracao: `${planned.accrualOn}T08:37:05`,
  };
}

/** Routes of accounts, entries, categories and cost centres; undefined when the path is none of them. */
export function finance(company: Company, asked: ApiRequest, today: Day): Answer | undefined {
  const { path, query } = asked;
  if (path === `${events}/contas-a-receber/buscar`) return entries(company, 'receivable', asked, today);
  if (path === `${events}/contas-a-pagar/buscar`) return entries(company, 'payable', asked, today);

  const installment = new RegExp(`^${events}/parcelas/([^/]+)(/baixa)?$`).exec(path);
  if (installment) {
    const [, id = '', settlements] = installment;
    if (!isUuid(id))
      return refuse(path, 400, `O valor '${id}' fornecido no parâmetro 'id' não é um identificador (uuid) válido.`);
    const planned = plannedOf(company, id, today);
    if (!planned) return refuse(path, 404, 'Parcela não encontrada.');
    return ok(settlements ? settlementsOf(company, planned, today, false) : installmentOf(company, planned, today));
  }

  const balance = /^\/v1\/conta-financeira\/([^/]+)\/saldo-atual$/.exec(path);
  if (balance) {
    const id = balance[1]!;
    if (!isUuid(id))
      return refuse(
        path,
        400,
        `O valor '${id}' fornecido no parâmetro 'id_conta_financeira' não é um identificador (uuid) válido.`,
      );
    if (!moneyAccountsOf(company).some((each) => each.id === id))
      return refuse(path, 404, 'Conta financeira não encontrada.');
    return ok({ saldo_atual: reais(balanceOf(company, id, today)) });
  }
  const lists = ['/v1/conta-financeira', '/v1/categorias', '/v1/centro-de-custo'];
  if (!lists.includes(path))
    return path.startsWith('/v1/financeiro/') || path.startsWith('/v1/conta-financeira/') ? noRoute : undefined;
  const page = pageOf(asked, large);
  if (isAnswer(page)) return page;
  if (path === '/v1/conta-financeira') {
    const all = moneyAccountsOf(company).filter((each) => query.get('apenas_ativo') !== 'true' || each.active);
    const itens = all.slice(page.from, page.to).map(({ id, name, kind, bank, active }, i) => ({
      id,
      banco: bank,
      codigo_banco: 1,
      nome: name,
      ativo: active,
      tipo: kind,
      conta_padrao: i === 0,
      possui_config_boleto_bancario: false,
      agencia: kind === 'CONTA_CORRENTE' ? '0001' : null,
      numero: kind === 'CONTA_CORRENTE' ? `31${i}` : null,
    }));
    return ok({ itens_totais: all.length, itens, totais: totals(all) });
  }
  if (path === '/v1/categorias') {
    const all = categoriesOf(company);
    const itens = all.slice(page.from, page.to).map(({ id, name, kind, parent, line }) => ({
      id,
      versao: 0,
      nome: name,
      categoria_pai: parent ?? null,
      tipo: kind,
      entrada_dre: line,
      considera_custo_dre: kind === 'DESPESA',
    }));
    return ok({ itens_totais: all.length, itens, totais: { ativo: all.length, inativo: 0, todos: all.length } });
  }
  const all = costCentresOf(company);
  const items = all
    .slice(page.from, page.to)
    .map(({ id, code, name, active }) => ({ id, codigo: code, nome: name, ativo: active }));
  return ok({ itens_totais: all.length, items, totais: totals(all) });
}
