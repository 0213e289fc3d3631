import { ptBR as format } from '../format.ts';

const count = (n: number, one: string, many: string) => format.count(n, one, many);

export const portfolio = {
  title: 'carteira',
  summary: 'O que espera por mim hoje, e minha carteira em números: clientes, planos, vencimentos',
  exampleAll: 'A sua carteira em números',
  exampleOne: { typed: 'analista:ana', does: 'A parte de uma analista' },
  field: { analyst: { typed: 'analista', label: 'Analista', hint: 'Só a parte de quem você escolher' } },
  today: {
    caption: 'Hoje',
    who: 'Cliente',
    what: 'O que espera por você',
    asks: (since: string) => `pede para se conectar · ${since}`,
  },
  total: (n: number) => count(n, 'cliente', 'clientes'),
  connected: (n: number) => (n === 0 ? ', nenhum conectado' : `, ${count(n, 'conectado', 'conectados')}`),
  empty: (one: boolean): string =>
    one
      ? 'Nenhum cliente nesta carteira. Um administrador escolhe quem cuida de quem em /cliente, Contato e analista.'
      : 'Ainda não há clientes na carteira. Importe os primeiros com /importar ou convide um com /convidar.',
  chart: 'Clientes por situação',
  fileName: 'carteira',
  fact: {
    plan: 'Plano',
    payer: 'Quem paga',
    expiry: 'Vencimento',
    exported: 'Exportação',
    requests: 'Pedidos de conexão',
  },
  payer: { client: 'Pagos pelo cliente', firm: 'Pagos pelo escritório', none: 'Sem plano' },
  within: (n: number, days: number) => `${format.number(n)} em ${days} dias`,
  never: (n: number) => count(n, 'nunca exportado', 'nunca exportados'),
  longAgo: (n: number, days: number) => `${format.number(n)} há mais de ${days} dias`,
  allExported: 'todos em dia',
  sent: (n: number) => count(n, 'convite enviado', 'convites enviados'),
  button: {
    overdue: 'Vencidos',
    within: (days: number) => `Vencem em ${days} dias`,
    never: 'Nunca exportados',
    longAgo: (days: number) => `Há mais de ${days} dias`,
    received: 'Pedidos recebidos',
    sent: 'Convites enviados',
  },
  bySituation: 'Ver por situação',
  byPlan: 'Ver por plano',
  pick: 'Ver a carteira de…',
  pickOtherwise: 'Digite /carteira analista:nome',
  compare: 'Comparar analistas',
  compareTitle: 'Carteiras por analista',
  compareChart: 'Clientes por analista',
  compareCaption: (n: number) => count(n, 'carteira', 'carteiras'),
  column: {
    analyst: 'Analista',
    clients: 'Clientes',
    connected: 'Conectados',
    overdue: 'Vencidos',
    month: 'Vencem em 30 dias',
    never: 'Nunca exportados',
  },
  back: 'Voltar à carteira',
  gone: 'Este número mudou. Abra a carteira de novo com /carteira.',
};
