import { type PlainColumn, plainParts } from '../../clients/fields.ts';
import type { ColumnName } from '../schema.ts';

interface Naming {
  /** Groups of words that make a header this field, in any order; the surest first, parted by commas. */
  called: string;
  /** Words that may stand beside them and change nothing. Any other word makes it something else: "Vencimento do certificado". */
  beside: string;
}

/** What files call their columns, in the plain words of {@link plainWords}: singular, without accents and small words. */
export const namings: Readonly<Record<ColumnName, Naming>> = {
  ...(Object.fromEntries(Object.entries(plainParts).map(([column, { header }]) => [column, header])) as Record<
    PlainColumn,
    Naming
  >),
  name: {
    called: `nome empresa razao social, razao social, denominacao social, nome empresarial, nome empresa, razao, denominacao, empresa,
      nome cliente, nome contribuinte, cliente, contribuinte, nome completo, nome, firma, sujeito passivo, nome pagador, estabelecimento, associado,
      full name,
      legal name, business name, client name, customer name, client, customer, name, legal, business`,
    beside: `nome razao social denominacao empresa cliente empresarial contribuinte completo pessoa juridica juridico fisica pj pf fornecedor legal
      oficial matriz relacao lista identificacao estabelecimento associado`,
  },
  tradeName: {
    called: `nome fantasia, fantasia, apelido, nome comercial, nome reduzido, nome abreviado, abreviado, nome curto, nome popular, titulo estabelecimento, marca,
      trade name, trading name, trade, trading`,
    beside: 'nome empresa cliente comercial titulo estabelecimento marca n name',
  },
  document: {
    called:
      'cnpj cpf, cnpj, inscricao federal, numero documento, documento, tax id, cpf, caepf, cei, cno, inscricao, tax',
    beside: `cnpj cpf caepf cei cno cliente empresa pessoa juridica fisica pj pf federal inscricao contribuinte estabelecimento
      formatado sem mascara so somente documento tax id mf completo codigo`,
  },
  email: {
    called: `email, email login, email acesso, email cliente, email empresa, login, email responsavel, email contato, correio eletronico, endereco eletronico,
      email address, email nfe, email nf, email financeiro, email fiscal, email cobranca, email comercial, email socio`,
    beside: `cliente empresa login acesso contato responsavel nfe nf nfse fiscal financeiro comercial envio guia documento cobranca boleto nota xml
      secundario alternativo adicional extra usuario contabil contaazul ca administrativo rh socio 2 3 eletronica address pessoal empresarial`,
  },
  phone: {
    called: 'telefone, telefone celular, telefone responsavel, telefone contato',
    beside: `telefone cliente empresa responsavel contato comercial residencial fixo movel ddd 2 3 secundario recado socio sem com completo res ramal fax`,
  },
  contactName: {
    called: `responsavel, nome responsavel, contato, nome contato, pessoa contato, socio responsavel, socio administrador,
      responsavel legal, representante, representante legal, socio, administrador, proprietario, titular, gestor, person charge`,
    beside: 'nome name pessoa legal empresa cliente contato responsavel socio administrador person',
  },
  situation: { called: 'situacao, conexao, state', beside: 'cliente conexao contaazul ca situacao conectado' },
  plan: { called: 'plano', beside: 'contratado cliente contaazul nome name tipo ca erp plano assinatura' },
  payer: {
    called:
      'pago por, plano pago por, quem paga, pagador, pagante, pagamento por, responsavel pagamento, payer, paid by, who pay',
    beside: 'plano plan licenca assinatura',
  },
  expiresOn: {
    called: `vencimento plano, vencimento, vence em, plano ate, fim plano, vencimento ate, data renovacao, proximo renovacao, renova em, proximo vencimento,
      fim vigencia, vigencia ate`,
    beside: 'plano data contratado cliente contaazul ca proximo vence em ate fim vigencia on at yyyy mm dd aaaa',
  },
  autoRenew: {
    called: 'renovacao automatico, renova automatico, renew automatico, auto renew, autorenew',
    beside: 'plano',
  },
  lot: { called: 'lote licenca, lote, plano exclusivo, pacote, lote plano', beside: 'licenca plano nome exclusivo' },
  lastExportOn: { called: 'ultimo exportacao, exportado em, last export', beside: 'data contabil contaazul ca on' },
  charges: { called: 'cobranca ca, cobranca contaazul, cobranca', beside: 'ca contaazul situacao' },
  analyst: {
    called:
      'analista, email analista, analista responsavel, carteira analista, responsavel interno, responsavel escritorio, assigned to',
    beside: 'nome email responsavel carteira interno cliente',
  },
  revenue: {
    called:
      'faturamento anual, faturamento, receita anual, receita bruto anual, revenue, receita bruto, rbt 12, faturamento 12 mes',
    beside: 'anual bruto ano 12 ultimo valor r rs estimado',
  },
  notes: {
    called: 'observacao, anotacao, nota, comentario, remark, informacao adicional, informacao complementar',
    beside: 'interno geral cliente empresa',
  },
};
