import { chance, idOf } from './chance.ts';

export type Trade = 'retail' | 'services' | 'transport';

/** A company that keeps its books in the stand-in. All figures follow from these few. */
export interface Company {
  /** `id_empresa`. */
  id: string;
  name: string;
  tradeName: string;
  document: string;
  email: string;
  trade: Trade;
  /** What it turns over in a month, in cents. */
  revenue: number;
  /** So many in a month. */
  sales: number;
  bills: number;
  goodsInvoices: number;
  serviceInvoices: number;
  /** How many months back its books go. */
  months: number;
  /** The plan's status word when the gatekeeper refuses it: BLOQUEADA, END_TRIAL. */
  blocked?: string;
}

export type CompanyIn = Partial<Company> & Pick<Company, 'name' | 'document'>;

function tradeOf(name: string): Trade {
  if (/transport|log[ií]stica/i.test(name)) return 'transport';
  return /cl[ií]nica|oficina|escola|academia|est[ée]tica|sal[ãa]o|imobili|consult|gr[áa]fica/i.test(name)
    ? 'services'
    : 'retail';
}

/** A company with believable numbers where none are given. */
export function companyOf(given: CompanyIn): Company {
  const luck = chance(given.document);
  const trade = given.trade ?? tradeOf(given.name);
  const revenue = given.revenue ?? luck.between(38, 240) * 100_000;
  const counts = {
    retail: {
      sales: luck.between(35, 70),
      bills: luck.between(22, 34),
      goodsInvoices: luck.between(28, 60),
      serviceInvoices: 0,
    },
    services: {
      sales: luck.between(25, 50),
      bills: luck.between(16, 24),
      goodsInvoices: luck.between(0, 4),
      serviceInvoices: luck.between(25, 50),
    },
    transport: {
      sales: luck.between(18, 36),
      bills: luck.between(26, 40),
      goodsInvoices: luck.between(2, 8),
      serviceInvoices: luck.between(14, 30),
    },
  }[trade];
  return {
    id: String(luck.between(100_000, 999_999)),
    tradeName: given.name,
    email: `financeiro@${given.document.toLowerCase()}.com.br`,
    trade,
    revenue,
    months: 14,
    ...counts,
    ...given,
  };
}

const surnames = [
  'Silva',
  'Souza',
  'Oliveira',
  'Pereira',
  'Costa',
  'Almeida',
  'Ribeiro',
  'Carvalho',
  'Gomes',
  'Martins',
  'Araújo',
  'Barbosa',
];
const firstNames = [
  'Ana',
  'Beatriz',
  'Carlos',
  'Daniela',
  'Eduardo',
  'Fernanda',
  'Gustavo',
  'Helena',
  'Igor',
  'Juliana',
  'Lucas',
  'Márcia',
  'Paulo',
  'Rafaela',
];
const firms = [
  'Comercial Andorinha Ltda',
  'Grupo Ipê Serviços',
  'Condomínio Edifício Aurora',
  'Hotel Vale Verde',
  'Colégio São Bento',
  'Metalúrgica Irmãos Rossi',
  'Cooperativa Boa Safra',
  'Construtora Pedra Branca',
  'Farmácias Bem Viver',
  'Tecnologia Maré Alta S.A.',
];
const suppliers: Readonly<Record<Trade, readonly string[]>> = {
  retail: [
    'Moinho Santa Clara',
    'Distribuidora Bom Preço',
    'Laticínios Serra Azul',
    'Embalagens União',
    'Atacado Novo Mundo',
    'Bebidas Tropical',
  ],
  services: [
    'Materiais Odonto Sul',
    'Papelaria Central',
    'Equipamentos Prisma',
    'Software Nuvem Clara',
    'Lavanderia Expressa',
  ],
  transport: ['Posto Rota 101', 'Pneus Catarina', 'Mecânica Diesel Forte', 'Seguradora Horizonte', 'Pedágio Sem Parar'],
};

const documentOf = (luck: ReturnType<typeof chance>, length: number) =>
  Array.from({ length }, () => luck.between(0, 9)).join('');

export interface Party {
  id: string;
  name: string;
  document: string;
}

/** Who buys from it, and whom it buys from. */
export function partiesOf(company: Company): { customers: readonly Party[]; suppliers: readonly Party[] } {
  const luck = chance(`${company.document}|parties`);
  const party = (name: string, digits: number): Party => ({
    id: idOf(`${company.document}|${name}`),
    name,
    document: documentOf(luck, digits),
  });
  const people = Array.from(
    { length: 14 },
    () => `${luck.pick(firstNames)} ${luck.pick(surnames)} ${luck.pick(surnames)}`,
  );
  return {
    customers: [...new Set([...firms, ...people])].map((name) => party(name, firms.includes(name) ? 14 : 11)),
    suppliers: suppliers[company.trade].map((name) => party(name, 14)),
  };
}

export interface MoneyAccount {
  id: string;
  name: string;
  kind: string;
  bank: string;
  active: boolean;
}

export function moneyAccountsOf(company: Company): readonly MoneyAccount[] {
  const luck = chance(`${company.document}|accounts`);
  const account = (name: string, kind: string, bank: string, active = true): MoneyAccount => ({
    id: idOf(`${company.document}|account|${name}`),
    name,
    kind,
    bank,
    active,
  });
  const bank = luck.pick([
    ['Itaú', 'ITAU'],
    ['Banco do Brasil', 'BANCO_BRASIL'],
    ['Sicoob', 'SICOOB'],
    ['Bradesco', 'BRADESCO'],
  ] as const);
  return [
    account(`Conta corrente ${bank[0]}`, 'CONTA_CORRENTE', bank[1]),
    account('Caixinha', 'CAIXINHA', 'NAO_BANCO'),
    account('Recebimentos por boleto e Pix', 'COBRANCAS_CONTA_AZUL', 'OUTROS'),
    account('Conta antiga', 'CONTA_CORRENTE', 'SANTANDER', false),
  ];
}

export interface Category {
  id: string;
  name: string;
  kind: 'RECEITA' | 'DESPESA';
  parent?: string;
  line: string;
}

/** Name, and the line of the income statement. */
const trees: readonly (readonly [kind: Category['kind'], parent: string, line: string, children: readonly string[]])[] =
  [
    [
      'RECEITA',
      'Receitas operacionais',
      'RECEITAS_VENDAS',
      ['Venda de produtos', 'Prestação de serviços', 'Outras receitas'],
    ],
    ['DESPESA', 'Custos', 'CUSTO_MERCADORIAS', ['Fornecedores', 'Fretes e combustível', 'Materiais']],
    [
      'DESPESA',
      'Despesas administrativas',
      'DESPESAS_ADMINISTRATIVAS',
      ['Aluguel', 'Energia e água', 'Internet e telefone', 'Honorários contábeis', 'Software'],
    ],
    ['DESPESA', 'Pessoal', 'DESPESAS_PESSOAL', ['Salários', 'Pró-labore', 'Encargos']],
    ['DESPESA', 'Impostos', 'IMPOSTOS', ['Simples Nacional', 'Taxas']],
  ];

export const categoriesOf = (company: Company): readonly Category[] =>
  trees.flatMap(([kind, parent, line, children]) => {
    const id = idOf(`${company.document}|category|${parent}`);
    return [
      { id, name: parent, kind, line },
      ...children.map((name) => ({ id: idOf(`${company.document}|category|${name}`), name, kind, parent: id, line })),
    ];
  });

export interface CostCentre {
  id: string;
  code: string;
  name: string;
  active: boolean;
}

export const costCentresOf = (company: Company): readonly CostCentre[] =>
  ['Matriz', 'Loja 2', 'Administrativo', 'Projeto encerrado'].map((name, i) => ({
    id: idOf(`${company.document}|centre|${name}`),
    code: String(1000 + i * 10),
    name,
    active: i < 3,
  }));
