import { ptBR as format } from '../format.ts';

const clientes = (n: number) => format.count(n, 'cliente', 'clientes', 'Nenhum cliente');
const words = (all: readonly string[]) => format.list(all.map((each) => `“${each}”`));

export const ask = {
  found: clientes,
  everybody: (n: number) => (n === 1 ? 'O único cliente da carteira' : `Todos os ${format.number(n)} clientes`),
  command: 'O mesmo em comando: ',
  left: (all: readonly string[]) => `Não entendi ${words(all)}.`,
  notKept: (all: readonly string[]) =>
    `Não guardo isso dos clientes: ${words(all)}. Posso procurar por nome, situação, plano, vencimento, exportação, analista e quem paga.`,
  vague: (all: readonly string[]) =>
    `${words(all)} pode querer dizer muita coisa. Diga por qual dado: vencimento, plano, situação, exportação…`,
  date: 'Faltou dizer o que acontece nessa data, ou em que data.',
  nothing: 'Disso eu não cuido: respondo sobre a carteira do escritório.',
  perhaps: 'Você quis dizer:',
  reading: (n: number, what: string) => `${clientes(n)} · ${what}`,
  everything: 'todos',
  named: (typed: string) => `Nome com “${typed}”`,
  several: (first: string) => `Há mais de uma pessoa chamada ${first} na equipe. De quem?`,
  nobodyKnown: 'Não sei de qual cliente você fala. Diga o nome.',
  open: 'Abrir a ficha',
  missing: 'não informado',
  noPlan: 'sem plano contratado',
  free: (n: number, plan: string) =>
    `${format.count(n, 'licença livre', 'licenças livres', 'Nenhuma licença livre')}${plan ? ` de ${plan}` : ''}`,
  used: (n: number, plan: string) =>
    `${format.count(n, 'licença em uso', 'licenças em uso', 'Nenhuma licença em uso')}${plan ? ` de ${plan}` : ''}`,
  documents: (n: number, name: string, month: string) =>
    `${name} mandou ${format.count(n, 'documento', 'documentos', 'nenhum documento')} em ${month}.`,
  flow: (month: string, income: string, expense: string) =>
    `Em ${month}: receitas de ${income}, despesas de ${expense}.`,
  noFlow: (month: string) =>
    `De ${month} não tenho números: guardo os dos últimos seis meses que a Conta Azul informou.`,
  waiting: 'O que espera por você',
  waits: {
    requests: 'Pedidos de conexão',
    overdue: 'Planos vencidos',
    soon: 'Vencem em 7 dias',
    export: 'Sem exportar este mês',
  },
  acts: {
    invite: 'Convidar',
    'resend-invite': 'Reenviar o convite',
    'accept-request': 'Aceitar o pedido',
    'decline-request': 'Recusar o pedido',
    disconnect: 'Desconectar',
    contract: 'Contratar plano',
    renew: 'Renovar a licença',
    'cancel-licence': 'Cancelar a licença',
    'auto-renew': 'Renovação automática',
    'register-purchase': 'Registrar compra de licenças',
    documents: 'Documentos',
    'ask-documents': 'Pedir documentos',
    remind: 'Lembrar da renovação',
    assign: 'Mudar o analista',
    edit: 'Editar os dados',
    delete: 'Excluir da carteira',
    export: 'Exportar',
    share: 'Compartilhar',
    import: 'Importar planilha',
    digest: 'Novo resumo',
    'add-member': 'Adicionar pessoa à equipe',
  },
  act: (what: string, name: string) => (name ? `${what}: ${name}` : what),
  notYet: 'Ainda não fiz nada: confira e clique no botão.',
  notNow: 'Isto não é possível com este cliente agora. Veja na ficha o que é possível.',
  month: (month: string) => `Mês: ${month}`,
  filled: (label: string, value: string) => `${label}: ${value}`,
  hello: 'Oi! Pergunte sobre a carteira do seu jeito, com ou sem barra.',
  examples: [
    'quem vence esta semana?',
    'conectados sem renovação automática',
    'os 5 que vencem primeiro',
    'quantos clientes estão sem plano?',
    'licenças livres',
    'exporta os vencidos',
  ],
  prompts: {
    requests: (n: number) => ({
      title: format.count(n, 'pedido de conexão esperando', 'pedidos de conexão esperando'),
      asks: 'Quais pedidos de conexão esperam resposta?',
    }),
    overdue: (n: number) => ({
      title: format.count(n, 'plano vencido', 'planos vencidos'),
      asks: 'Quem está com o plano vencido?',
    }),
    soon: (n: number) => ({
      title: `${clientes(n)} com plano a vencer em 7 dias`,
      asks: 'Quem vence nos próximos 7 dias?',
    }),
    unexported: (n: number) => ({
      title: `${clientes(n)} sem exportar este mês`,
      asks: 'Quais conectados ainda não exportaram este mês?',
    }),
    free: (n: number) => ({
      title: format.count(n, 'licença livre', 'licenças livres'),
      asks: 'Quantas licenças livres temos?',
    }),
    portfolio: { title: 'Como está a carteira', asks: 'Como está a minha carteira?' },
    can: { title: 'O que posso perguntar', asks: 'O que você sabe fazer?' },
  },
  try: 'Por exemplo:',
  help: 'Ver todos os comandos',
  gone: 'Esta pergunta já passou. Pergunte de novo.',
};
