import { z } from 'zod';
import { cents, day, id, listOf, maybe, named, no, oneOf, text, yes } from './fields.ts';

/** The answers of the API, and what each is to us. */

export const tokens = z
  .object({
    access_token: z.string().min(1),
    refresh_token: z.string().min(1),
    expires_in: z.coerce.number().positive().catch(3600),
  })
  .transform(({ access_token, refresh_token, expires_in }) => ({
    access: access_token,
    refresh: refresh_token,
    seconds: expires_in,
  }));

export const company = z
  .object({ id_empresa: id, razao_social: text, nome_fantasia: text, documento: text, email: text })
  .transform((is) => ({
    id: is.id_empresa,
    name: is.razao_social,
    tradeName: is.nome_fantasia,
    document: is.documento.toUpperCase().replace(/[\s./-]/g, ''),
    email: is.email,
  }));

export const moneyAccount = z
  .object({ id, nome: text, tipo: text, banco: text, agencia: text, numero: text, ativo: no, conta_padrao: yes })
  .transform((is) => ({
    id: is.id,
    name: is.nome,
    kind: is.tipo,
    bank: is.banco,
    branch: is.agencia,
    number: is.numero,
    active: !is.ativo,
    isDefault: is.conta_padrao,
  }));

export const balance = z.object({ saldo_atual: cents }).transform(({ saldo_atual }) => saldo_atual);

const entryState = oneOf({
  EM_ABERTO: 'open',
  PENDENTE: 'open',
  PENDING: 'open',
  ATRASADO: 'overdue',
  OVERDUE: 'overdue',
  RECEBIDO: 'paid',
  PAGO: 'paid',
  QUITADO: 'paid',
  ACQUITTED: 'paid',
  RECEBIDO_PARCIAL: 'partial',
  PAGO_PARCIAL: 'partial',
  PARTIAL: 'partial',
  PERDIDO: 'lost',
  LOST: 'lost',
  RENEGOCIADO: 'renegotiated',
  CANCELADO: 'cancelled',
} as const);

/** What a state of ours is called where entries are filtered by it. */
export const entryFilters = {
  open: 'EM_ABERTO',
  overdue: 'ATRASADO',
  paid: 'RECEBIDO',
  partial: 'RECEBIDO_PARCIAL',
  lost: 'PERDIDO',
  renegotiated: 'RENEGOCIADO',
} as const;

export const entry = z
  .object({
    id,
    descricao: text,
    data_vencimento: day,
    data_competencia: day,
    status: text,
    status_traduzido: text,
    total: cents,
    pago: cents,
    nao_pago: cents,
    cliente: maybe(named),
    fornecedor: maybe(named),
    categorias: listOf(named),
    centros_de_custo: listOf(named),
    centros_custo: listOf(named),
  })
  .transform((is) => ({
    id: is.id,
    description: is.descricao,
    dueOn: is.data_vencimento,
    accrualOn: is.data_competencia ?? is.data_vencimento,
    state: entryState(is.status_traduzido || is.status),
    stateLabel: is.status_traduzido || is.status,
    total: is.total,
    paid: is.pago,
    unpaid: is.nao_pago,
    party: is.cliente ?? is.fornecedor,
    categories: is.categorias,
    costCentres: is.centros_de_custo.length > 0 ? is.centros_de_custo : is.centros_custo,
  }));

const amounts = maybe(
  z.object({ multa: cents, juros: cents, valor_bruto: cents, desconto: cents, taxa: cents, valor_liquido: cents }),
);

/** What moved: as it is said, or counted from the gross when that is said; what is added and taken off may be absent when there is none. */
const netOf = (of: z.infer<typeof amounts>): number | undefined =>
  of?.valor_liquido ??
  (of?.valor_bruto === undefined
    ? undefined
    : of.valor_bruto + (of.juros ?? 0) + (of.multa ?? 0) - (of.desconto ?? 0) - (of.taxa ?? 0));

export const settlement = z
  .object({
    id: text,
    id_parcela: text,
    data_pagamento: day,
    valor_composicao: amounts,
    composicao_valor: amounts,
    metodo_pagamento: text,
    // An id where it stands alone, an object within an instalment.
    conta_financeira: z.union([z.object({ id }).transform((is) => is.id), text]),
    observacao: text,
  })
  .transform((is) => {
    const of = is.valor_composicao ?? is.composicao_valor;
    return {
      id: is.id,
      entryId: is.id_parcela,
      paidOn: is.data_pagamento,
      gross: of?.valor_bruto,
      interest: of?.juros,
      fine: of?.multa,
      discount: of?.desconto,
      fee: of?.taxa,
      net: netOf(of),
      method: is.metodo_pagamento,
      moneyAccountId: is.conta_financeira,
      note: is.observacao,
    };
  });

const attachment = z
  .object({ id: text, nome: text, tipo_anexo: text })
  .transform((is) => ({ id: is.id, name: is.nome, kind: is.tipo_anexo }));

export const installment = z
  .object({
    id,
    descricao: text,
    data_vencimento: day,
    status: text,
    valor_pago: cents,
    nao_pago: cents,
    metodo_pagamento: text,
    nota: text,
    evento: maybe(z.object({ id: text })),
    // What was paid is not to be lost: a payment of another shape makes the whole of another shape.
    baixas: z.array(settlement).nullish(),
    anexos: z.array(attachment).nullish(),
  })
  .transform((is) => ({
    id: is.id,
    eventId: is.evento?.id ?? '',
    description: is.descricao,
    dueOn: is.data_vencimento,
    state: entryState(is.status),
    paid: is.valor_pago,
    unpaid: is.nao_pago,
    method: is.metodo_pagamento,
    note: is.nota,
    settlements: is.baixas ?? undefined,
    attachments: is.anexos ?? undefined,
  }));

const invoiceState = oneOf({
  EMITIDA: 'issued',
  CORRIGIDA_SUCESSO: 'corrected',
  CANCELADA: 'cancelled',
  CANCELAMENTO_MANUAL: 'cancelled',
  FALHA: 'failed',
  DENEGADA: 'failed',
  FALHA_CANCELAMENTO: 'issued',
  FALHA_CORRECAO: 'issued',
  AGUARDANDO_CORRECAO: 'issued',
  PENDENTE: 'pending',
  PRONTA_ENVIO: 'pending',
  AGUARDANDO_RETORNO: 'pending',
  EM_ESPERA: 'pending',
  EMITINDO: 'pending',
} as const);

/** A number that may have come as a decimal. */
const whole = text.transform((value) => value.replace(/\.0+$/, ''));

export const goodsInvoice = z
  .object({ chave_acesso: id, numero_nota: whole, data_emissao: day, nome_destinatario: text, status: text })
  .transform((is) => ({
    key: is.chave_acesso,
    number: is.numero_nota,
    issuedOn: is.data_emissao,
    recipient: is.nome_destinatario,
    state: invoiceState(is.status),
    stateLabel: is.status,
  }));

export const serviceInvoice = z
  .object({
    id,
    numero_nfse: whole,
    numero_rps: whole,
    status: text,
    valor_total_nfse: cents,
    data_competencia: day,
    nome_cliente: text,
    documento_cliente: text,
    cidade_emissao: maybe(z.object({ nome: text, estado: text })),
  })
  .transform((is) => ({
    id: is.id,
    number: is.numero_nfse,
    rps: is.numero_rps,
    accrualOn: is.data_competencia,
    total: is.valor_total_nfse,
    customer: is.nome_cliente,
    customerDocument: is.documento_cliente,
    city: [is.cidade_emissao?.nome, is.cidade_emissao?.estado].filter(Boolean).join('/'),
    state: invoiceState(is.status),
    stateLabel: is.status,
  }));

const kinds = oneOf({ RECEITA: 'income', DESPESA: 'expense' } as const);

export const category = z
  .object({ id, nome: text, tipo: text, categoria_pai: text, entrada_dre: text })
  .transform((is) => ({
    id: is.id,
    name: is.nome,
    kind: kinds(is.tipo),
    parentId: is.categoria_pai,
    statementLine: is.entrada_dre,
  }));

export const costCentre = z
  .object({ id, nome: text, codigo: text, ativo: no })
  .transform((is) => ({ id: is.id, name: is.nome, code: is.codigo, active: !is.ativo }));

const captureState = oneOf({
  PENDENTE: 'working',
  PROCESSANDO: 'working',
  EXTRAINDO_DADOS: 'working',
  APLICANDO_REGRAS: 'working',
  CRIANDO_LANCAMENTOS_FINANCEIROS: 'working',
  AGUARDANDO_VINCULO_LANCAMENTO: 'waiting',
  PRONTO: 'waiting',
  RESOLVIDO: 'done',
  ACEITA: 'done',
  IGNORADO: 'refused',
  EXCLUIDO: 'refused',
  REJEITADA: 'refused',
  ERRO: 'failed',
  FALHA: 'failed',
} as const);

export const captured = z
  .object({ id, status_documento: text })
  .transform((is) => ({ id: is.id, state: captureState(is.status_documento), stateLabel: is.status_documento }));

export const uploaded = z.object({ id, nome: text }).transform((is) => ({ id: is.id, name: is.nome }));
