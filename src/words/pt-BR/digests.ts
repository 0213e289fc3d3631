import { ptBR as format } from '../format.ts';
import { digestClient } from './digestClient.ts';
import { digestDays } from './digestDays.ts';
import { digestNotices } from './digestNotices.ts';
import { as, hora } from './moment.ts';

const dias = (n: number) => format.count(n, 'dia', 'dias');
const clientes = (n: number) => format.count(n, 'cliente', 'clientes', 'nenhum cliente');
const semana = ['domingos', 'segundas', 'terças', 'quartas', 'quintas', 'sextas', 'sábados'];

export const digests = {
  // O que se diz de um resumo
  kind: {
    expiry: 'Vencimentos',
    portfolio: 'Carteira',
    requests: 'Conexões pendentes',
    documents: 'Documentos do mês',
  },
  place: {
    channel: 'Um canal',
    member: 'Uma pessoa, em privado',
    mail: 'Um e-mail',
    analysts: 'Cada analista, em privado',
    analystMails: 'Cada analista, por e-mail',
  },
  holiday: { next: 'Enviar no próximo dia útil', skip: 'Não enviar' },
  rule: {
    daily: (time: string) => `todos os dias ${as(time)}`,
    weekdays: (time: string) => `dias úteis ${as(time)}`,
    last: (time: string) => `último dia útil ${as(time)}`,
    weekly: (days: readonly number[], time: string) => `${format.list(days.map((day) => semana[day]!))} ${as(time)}`,
    monthly: (day: number, time: string) => (day === 31 ? `último dia do mês ${as(time)}` : `dia ${day} ${as(time)}`),
    cron: (expression: string) => `cron ${expression}`,
  },
  presets: [
    'dias úteis às 8h',
    'segundas às 9h',
    'sextas às 16h',
    'dia 1 às 8h',
    'último dia útil às 8h',
    'todos os dias às 8h',
  ],
  notARule:
    'Não entendi quando. Escreva, por exemplo, dias úteis às 8h, segundas às 9h, dia 1, último dia útil às 17h, ou um cron de cinco campos (no máximo um envio por hora).',
  notSteps: 'Escreva de um a quatro prazos em dias, até 365: por exemplo, 7, 15, 30.',
  now: 'agora',
  instant: (day: string, time: string) => `${day}, ${hora(time)}`,

  // O resumo no canal
  title: {
    expiry: 'Planos a vencer',
    portfolio: 'Carteira: o que mudou',
    requests: 'Conexões aguardando resposta',
    documents: 'Documentos do mês',
  },
  titleOf: (title: string, analyst: string) => `${title}: clientes de ${analyst}`,
  late: (moment: string) => `Com atraso: previsto para ${moment}.`,
  askedBy: (name: string) => `Enviado agora por ${name}.`,
  preview: 'Prévia com os dados de agora; só você vê.',
  previewEmpty: 'Sem novidades, este resumo não seria enviado.',
  overdue: 'Vencidos',
  within: (from: number, to: number) => (from <= 1 ? `Em até ${dias(to)}` : `De ${from} a ${dias(to)}`),
  term: (left: number) =>
    left === 0
      ? 'vence hoje'
      : left === 1
        ? 'vence amanhã'
        : left === -1
          ? 'venceu ontem'
          : left > 0
            ? `em ${dias(left)}`
            : `há ${dias(-left)}`,
  due: (term: string, day: string) => `${term} (${day})`,
  shortDay: (day: string) => day.slice(0, 5),
  group: (label: string, count: number) => `${label}: ${clientes(count)}`,
  rest: (n: number, listed: number) => (listed === 0 ? 'Veja na lista.' : `E mais ${format.number(n)}, na lista.`),
  total: (total: number, listed: number) =>
    `${clientes(total)}; aqui estão ${format.number(listed)}, os primeiros de cada prazo.`,
  listOf: (label: string, n: number) => `${label} (${format.number(n)})`,
  renewal: {
    manual: 'sem renovação automática',
    open: (day: string) => `renovação automática, cancelar até ${day}`,
    today: 'último dia para cancelar a renovação',
    closed: 'renovação automática',
  },
  notices: (letter: number, cancel: number) =>
    `A renovação automática pode ser cancelada até ${dias(cancel)} antes do vencimento, e a Conta Azul avisa quem paga ${dias(letter)} antes. Boleto ou Pix não pago bloqueia a conta.`,
  nothing: {
    expiry: (last: number) => `Nenhum plano vencido, nem a vencer em ${dias(last)}. Bom trabalho.`,
    portfolio: 'Nada mudou na carteira.',
    requests: 'Nenhuma conexão pendente.',
    documents: 'Os documentos de todos os clientes conectados já foram exportados neste mês.',
  },
  since: (from: string, to: string) => `De ${from} a ${to}`,
  firstSince: (from: string, to: string) => `Primeiro resumo: os últimos 7 dias, de ${from} a ${to}`,
  change: {
    connected: 'Conectados',
    disconnected: 'Desconectados',
    contracted: 'Planos contratados',
    renewed: 'Renovados',
    expired: 'Vencidos',
  },
  byImport: 'Por importação',
  imported: {
    connected: (n: number) => format.count(n, 'passou a conectado', 'passaram a conectados'),
    disconnected: (n: number) => format.count(n, 'deixou de estar conectado', 'deixaram de estar conectados'),
  },
  chart: 'Clientes por situação',
  requestGroup: {
    received: (n: number) => `Pedidos de clientes: ${format.number(n)}`,
    sent: (n: number) => `Convites enviados: ${format.number(n)}`,
  },
  sinceDay: (day: string) => `desde ${day}`,
  documentsText: (count: number, never: number) =>
    never === 0
      ? 'Há mais tempo sem exportação'
      : never === count
        ? 'Nunca exportados'
        : `${format.count(never, 'nunca exportado', 'nunca exportados')}, depois quem está há mais tempo sem exportação`,
  unauthorized: (n: number) =>
    `${n === 1 ? '1 deles ainda não autorizou' : `${format.number(n)} deles ainda não autorizaram`} o acesso aos dados na Conta Azul.`,
  exportedOn: (day: string) => `exportado em ${day}`,
  neverExported: 'nunca exportado',
  open: 'Tratar um cliente',
  openRequest: 'Abrir um pedido',
  list: (n: number) => `Abrir a lista (${format.number(n)})`,
  go: { conexoes: 'Ver conexões', carteira: 'Ver a carteira', clientes: 'Ver clientes', resumo: 'Resumos' },
  deed: {
    done: (who: string) => `feito por ${who}`,
    reminded: (who: string) => `lembrado por ${who}`,
    muted: (who: string) => `adiado por ${who}`,
    contracted: (who: string) => `contratado por ${who}`,
    renewed: (who: string) => `renovado por ${who}`,
    renewalOn: (who: string) => `renovação ativada por ${who}`,
    renewalOff: (who: string) => `renovação desativada por ${who}`,
    cancelled: (who: string) => `cancelado por ${who}`,
    exported: (who: string) => `exportado por ${who}`,
  },
  somebody: 'alguém',
  system: 'sistema',

  client: digestClient,

  // /resumo
  command: 'resumo',
  summary: 'Resumos agendados: o que vence, o que mudou, o que falta',
  example: 'O que está agendado, onde, quando, e o próximo envio',
  heading: 'Resumos',
  none: 'Nenhum resumo agendado ainda. Crie o primeiro: os planos a vencer, por exemplo, nos dias úteis às 8h, neste canal.',
  noneOwn: 'Você ainda não tem resumo. Crie o seu: chega em privado, só com os seus clientes.',
  scheduleColumn: { what: 'O quê', when: 'Quando', where: 'Onde', next: 'Próximo' },
  scheduleCaption: (n: number) => format.count(n, 'resumo', 'resumos'),
  pick: 'Abrir um resumo',
  create: 'Novo resumo',
  first: 'Vencimentos, dias úteis às 8h, aqui',
  watch: 'Avisos na hora',
  daysOff: 'Feriados do escritório',
  back: 'Voltar aos resumos',
  newTitle: 'Novo resumo',
  editTitle: 'Editar resumo',
  tuneTitle: 'Ajustes do resumo',
  save: 'Salvar',
  field: {
    kind: { typed: 'tipo', label: 'O que resumir' },
    when: {
      typed: 'quando',
      label: 'Quando',
      hint: 'dias úteis às 8h, segundas às 9h, dia 1, último dia útil, ou cron',
    },
    place: { typed: 'onde', label: 'Para onde enviar' },
    channel: { typed: 'canal', label: 'Canal', hint: 'Vazio: este canal' },
    to: { typed: 'para', label: 'Pessoa ou e-mail', hint: 'Quando o destino não é um canal' },
    ownPlace: { typed: 'onde', label: 'Como você quer receber' },
    holiday: { typed: 'feriado', label: 'Se cair em feriado' },
    steps: { typed: 'prazos', label: 'Prazos, em dias', hint: 'Só em vencimentos: 7, 15, 30' },
    empty: { typed: 'vazio', label: 'Enviar mesmo sem novidades' },
    day: { typed: 'dia', label: 'Dia', hint: '24/12/2026' },
    until: { typed: 'ate', label: 'Até o dia', hint: 'Para um recesso de vários dias' },
    dayName: { typed: 'nome', label: 'O que é', hint: 'Aniversário da cidade, recesso…' },
    watched: { typed: 'canal', label: 'Canal que recebe os avisos' },
    email: { typed: 'email', label: 'E-mail correto' },
    topics: { typed: 'avisos', label: 'O que avisar' },
  },
  ownPlace: { member: 'Aqui, em privado', mail: 'No meu e-mail' },
  noChannelHere: 'Informe o canal; não consigo identificá-lo daqui.',
  noSuchPerson: (typed: string) => `Não encontrei “${typed}” na equipe, e não é um e-mail. Veja os nomes em /equipe.`,
  whichPerson: (names: readonly string[]) =>
    `Há mais de uma pessoa com este nome: ${format.list(names)}. Escreva o e-mail.`,
  withoutMail: (name: string) => `${name} (sem e-mail)`,
  outside: (address: string) => `${address} (fora da equipe: dados de clientes saem do escritório)`,
  leaves: (address: string) =>
    `${address} não é de ninguém da equipe: com este resumo, dados de clientes saem do escritório.`,
  needTo: 'Escreva o nome da pessoa ou o e-mail.',
  noSeat: (name: string) => `${name} ainda não tem acesso por aqui. Envie por e-mail ou dê acesso em /equipe.`,
  noOwnMail: 'Você não tem e-mail no cadastro. Peça a um administrador que o inclua em /equipe.',
  gone: 'Este resumo não existe mais. Veja os atuais com /resumo.',
  changed: 'Alguém alterou este resumo há pouco. Abra de novo com /resumo e confira.',
  tooMany: (n: number) => `Já há ${format.number(n)} resumos, o máximo. Exclua um que ninguém lê em /resumo.`,
  fact: {
    when: 'Quando',
    where: 'Onde',
    next: 'Próximo envio',
    last: 'Último envio',
    holiday: 'Em feriado',
    steps: 'Prazos',
    empty: 'Sem novidades',
    state: 'Situação',
  },
  sends: 'enviar',
  staysQuiet: 'não enviar',
  noLast: 'ainda nenhum',
  active: 'Ativo',
  paused: {
    asked: 'Pausado',
    nobody: 'Pausado: não há mais destinatário',
    gone: 'Pausado: o destino não recebe mais mensagens',
    left: 'Pausado: a Carteira não está mais lá',
  },
  where: {
    channel: (channel: string) => `canal ${channel}`,
    here: 'este canal',
    elsewhere: (platform: string) => `um canal no ${platform}`,
    named: (name: string, platform: string) => `#${name}, no ${platform}`,
    member: (name: string) => `${name}, em privado`,
    mail: (address: string) => address,
    analysts: 'cada analista, em privado',
    analystMails: 'cada analista, por e-mail',
  },
  see: 'Ver agora',
  send: 'Enviar agora',
  edit: 'Editar',
  tune: 'Ajustes',
  pause: 'Pausar',
  resume: 'Retomar',
  remove: 'Excluir',
  removeAsk: (what: string) => `Excluir o resumo “${what}”? As mensagens já enviadas permanecem.`,
  removeYes: 'Excluir resumo',
  keep: 'Cancelar',
  removed: 'Resumo excluído.',
  saved: 'Salvo.',
  created: 'Resumo criado. Veja agora como fica ou aguarde o próximo envio.',
  sentNow: (n: number) =>
    n === 0 ? 'Nenhum destinatário.' : `${format.count(n, 'mensagem a caminho', 'mensagens a caminho')}.`,
  nobody: 'Nenhum destinatário: nenhum analista tem e-mail ou acesso por aqui. Veja /equipe.',

  ...digestDays,
  ...digestNotices,

  // E-mail
  mail: {
    subject: (title: string, firm: string) => `${title} · ${firm}`,
    open: (platform: string) => `Abrir no ${platform}`,
    onwards: {
      expiry: 'Para contratar, renovar ou lembrar um cliente, abra a lista no chat com /clientes.',
      portfolio: 'Para ver a carteira por inteiro, digite /carteira no chat.',
      requests: 'Para aceitar, recusar ou lembrar, digite /conexoes no chat.',
      documents: 'Para buscar os documentos, digite /documentos no chat.',
    },
    footer: (firm: string, when: string) =>
      `Resumo de ${firm}, ${when}. Para mudar ou pausar, digite /resumo no chat do escritório.`,
    footerOnce: (firm: string) => `Resumo de ${firm}. Para mudar ou pausar, digite /resumo no chat do escritório.`,
  },
  reminder: {
    subject: (firm: string, left: number) =>
      left < 0 ? `${firm}: seu plano venceu` : `${firm}: seu plano está para vencer`,
    text: (firm: string, plan: string, day: string, left: number) => [
      left < 0
        ? `O plano ${plan} da sua empresa na Conta Azul venceu em ${day}.`
        : left === 0
          ? `O plano ${plan} da sua empresa na Conta Azul vence hoje, ${day}.`
          : `O plano ${plan} da sua empresa na Conta Azul vence em ${day}, daqui a ${dias(left)}.`,
      `Para não ficar sem acesso, fale com ${firm} ou renove na própria Conta Azul, em Meu Plano.`,
    ],
    renews: 'A renovação automática está ligada: se os dados de pagamento estiverem certos, não é preciso fazer nada.',
    footer: (firm: string, phone: string) =>
      `Enviado por ${firm}${phone ? `, ${phone}` : ''}, que cuida da sua contabilidade.`,
  },
};
