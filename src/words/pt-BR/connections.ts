import type { FieldWords } from '../../kit/words.ts';
import { ptBR as format } from '../format.ts';
import { instant } from './moment.ts';
import { platforms } from './platforms.ts';
import { portal } from './portal.ts';

const clientes = (n: number) => format.count(n, 'cliente', 'clientes');

/** Quem encerrou um pedido que ninguém respondeu. */
const expirado = 'prazo expirado';

export const connections = {
  instant,
  // /convidar
  inviteTitle: 'convidar',
  inviteSummary: 'Convida um cliente a se conectar ao escritório',
  inviteExampleEmpty: 'Abre o formulário',
  inviteExample: {
    typed: 'email:financeiro@livrariasebo.com.br Livraria Sebo do Centro',
    does: 'Formulário já preenchido',
  },
  inviteForm: 'Convidar cliente',
  inviteSubmit: 'Convidar',
  field: {
    name: { typed: 'empresa', label: 'Nome da empresa', hint: 'Razão social ou nome fantasia' },
    document: { typed: 'documento', label: 'CNPJ ou CPF', hint: 'Com ou sem pontuação' },
    contact: { typed: 'contato', label: 'Nome do contato', hint: 'Quem vai receber o convite' },
    email: {
      typed: 'email',
      label: 'E-mail de login do cliente',
      hint: 'O e-mail com que o cliente entra na Conta Azul',
    },
    phone: { typed: 'telefone', label: 'Telefone' },
    payer: {
      typed: 'pagador',
      label: 'Quem paga o plano',
      formerValues: [
        ['o cliente', 'client'],
        ['o escritório', 'firm'],
      ],
    } as FieldWords,
    newEmail: { typed: 'email', label: 'Novo e-mail', hint: 'O convite será reenviado para este endereço' },
    reason: { typed: 'motivo', label: 'Motivo', hint: 'O cliente recebe este texto' },
    tab: { typed: 'ver', label: 'O que ver' },
  },
  payer: { client: 'Cliente', firm: 'Escritório' } as Readonly<Record<'client' | 'firm', string>>,
  wrongDocument: 'CNPJ ou CPF inválido: confira os dígitos.',
  previewTitle: 'Confira antes de enviar',
  hasAccount: 'Este cliente já tem uma conta na Conta Azul.',
  noAccount:
    'O cliente recebe um convite, confirma os dados e, se ainda não tiver conta na Conta Azul, cria a dele por ali.',
  sameClient: (name: string, situation: string) =>
    `Já está na sua carteira: ${name} (${situation}). O convite vai valer para esse cadastro.`,
  samePending: (email: string, when: string) => `Já há um convite aguardando resposta, enviado a ${email} em ${when}.`,
  connectButton: 'Conectar ao cliente',
  inviteButton: 'Convidar para a Conta Azul',
  correctButton: 'Corrigir',
  dropButton: 'Cancelar',
  draftGone: 'Este rascunho não está mais disponível. Preencha de novo com /convidar.',
  dropped: 'Nada foi enviado.',
  sentTitle: 'Convite enviado',
  sent: (name: string, email: string, until: string) =>
    `${name} recebe um e-mail em ${email} e tem até ${until} para responder.`,
  undoable: 'O e-mail sai em 10 segundos. Até lá, Desfazer volta atrás.',
  undone: 'Nada foi enviado. Isto é o que estava escrito:',
  undoLate: 'O e-mail já saiu. Para voltar atrás, cancele o convite: o link deixa de valer.',
  sentHere: 'O aviso aparece neste canal e é atualizado quando o cliente responder.',
  sentThere: 'O aviso é atualizado quando o cliente responder.',
  sentNowhere:
    'Nenhum canal recebe os avisos do escritório: a resposta do cliente chega só por e-mail. Escolha um canal em /configurar.',
  chooseChannel: 'Escolher o canal',
  language: { label: 'Idioma do convite', 'pt-BR': 'Português', en: 'Inglês' },
  resendIn: { 'pt-BR': 'Reenviar em português', en: 'Reenviar em inglês' },
  resentIn: {
    'pt-BR': (email: string) => `Convite reenviado a ${email}, em português.`,
    en: (email: string) => `Convite reenviado a ${email}, em inglês.`,
  },
  alreadyConnected: (name: string) => `${name} já está conectado ao escritório: não há o que convidar.`,
  alreadyInvited: (email: string) =>
    `Já há um convite ou pedido de ${email} aguardando resposta. Nada foi enviado agora.`,
  sameAsked: (email: string, when: string) =>
    `Este cliente já pediu para se conectar: o pedido de ${email} chegou em ${when} e aguarda a sua resposta.`,
  alreadyAsked: 'Seu pedido já foi enviado; o escritório ainda não respondeu.',
  // Estados
  state: {
    pending: 'Aguardando resposta',
    accepted: 'Conectado',
    declined: 'Recusado',
    cancelled: 'Cancelado',
    expired: 'Expirado',
  },
  stateNoun: {
    pending: 'pendente',
    accepted: 'aceito',
    declined: 'recusado',
    cancelled: 'cancelado',
    expired: 'expirado',
  },
  direction: { firm_to_client: 'Convite do escritório', client_to_firm: 'Pedido do cliente' },
  alreadyDecided: (state: string, who: string, when: string | null) =>
    `Este pedido já ${who === expirado ? 'expirou' : `foi ${state} ${who}`}${when ? `, em ${when}` : ''}. Nada mudou agora.`,
  justExpired: 'O prazo deste pedido já terminou. Nada mudou agora.',
  notYours: 'Só quem recebeu o convite ou o pedido pode responder.',
  notFound: 'Pedido não encontrado; veja /conexoes.',
  by: {
    member: (name: string) => `por ${name}`,
    client: 'pelo cliente',
    system: expirado,
    from: (platform: string) => (platform === 'portal' ? 'na página do cliente' : platforms[platform]?.at) ?? '',
  },
  // Mensagens
  cardErased: {
    firm_to_client: 'Convite a um cliente (dados eliminados)',
    client_to_firm: 'Pedido de um cliente (dados eliminados)',
  },
  fact: {
    company: 'Empresa',
    document: 'CNPJ/CPF',
    email: 'E-mail',
    contact: 'Contato',
    responsible: 'Responsável no escritório',
    phone: 'Telefone',
    service: 'Serviço',
    firm: 'Escritório informado',
    payer: 'Quem paga',
    sent: 'Enviado',
    asked: 'Recebido',
    expires: 'Válido até',
    state: 'Situação',
    reason: 'Motivo',
    decided: 'Decidido',
    ended: 'Encerrado',
  },
  accept: 'Aceitar',
  decline: 'Recusar',
  resend: 'Reenviar',
  correct: 'Corrigir e-mail',
  cancel: 'Cancelar convite',
  declineForm: 'Recusar pedido',
  declineSubmit: 'Recusar',
  correctForm: 'Corrigir e-mail',
  correctSubmit: 'Reenviar',
  accepted: (name: string) => `${name} está conectado.`,
  declined: (name: string) => `O pedido de ${name} foi recusado. O cliente recebe um e-mail com o motivo.`,
  cancelled: (name: string) => `O convite a ${name} foi cancelado; o link não é mais válido.`,
  resent: (email: string) => `Convite reenviado a ${email}.`,
  ended: 'Desconectado',
  // De quem é o pedido
  ownClient: (name: string, situation: string) =>
    `Já está na sua carteira, com este mesmo e-mail: ${name} (${situation}). Ao aceitar, é esse cadastro que fica conectado.`,
  holder: (name: string, situation: string, email: string) =>
    `Este CNPJ/CPF já é de ${name} (${situation}), ${email ? `com outro e-mail: ${email}` : 'sem e-mail no cadastro'}. O número é público e não comprova quem pede: confirme com o cliente antes de escolher. Um cliente novo entra sem o número, que continua com ${name}.`,
  holderAccount: (name: string, email: string) =>
    `${name} já está conectado por outro e-mail${email ? `: ${email}` : ''}. Confirme com o cliente antes de escolher.`,
  holderRemoved: (name: string) =>
    `Este CNPJ/CPF é de ${name}, removido da carteira há pouco. Para conectar esse cadastro, desfaça antes a remoção; um cliente novo entra sem o número.`,
  handoverAsked: (name: string, email: string, until: string) =>
    `Perguntamos a ${name}, em ${email}, se o cadastro pode ser transferido para quem pede. Até a resposta, nada muda; sem resposta até ${until}, o cadastro continua como está.`,
  handoverRefused: (email: string) => `Quem usa ${email} respondeu: não fui eu. O cadastro continua com esse e-mail.`,
  acceptNew: 'Aceitar como cliente novo',
  acceptThis: (name: string) => `É ${name}`,
  otherAccount: 'Este cliente já está conectado por outro e-mail. Nada mudou.',
  notRenewable:
    'Não é possível reenviar: o cliente já se conectou, foi removido ou tem outro convite aguardando resposta.',
  // /conexoes
  listTitle: 'conexoes',
  listSummary: 'Convites e pedidos de conexão: pendentes e histórico',
  listExamplePending: 'O que aguarda resposta',
  listExampleHistory: { typed: 'ver:historico', does: 'O que já foi decidido' },
  tab: { received: 'Recebidos', sent: 'Enviados', history: 'Histórico' },
  none: {
    received: 'Nenhum pedido de cliente aguardando resposta.',
    sent: 'Nenhum convite aguardando resposta. Convide com /convidar.',
    history: 'Nenhum pedido ou convite respondido ainda.',
  },
  caption: {
    received: 'Pedidos de clientes aguardando resposta',
    sent: 'Convites aguardando resposta',
    history: 'Pedidos e convites respondidos',
  },
  /** Para quem não convida. */
  noneSent: 'Nenhum convite aguardando resposta. Só administradores enviam convites.',
  open: 'Abrir um pedido',
  openOne: 'Ver o pedido',
  older: 'Mais antigos',
  newest: 'Voltar ao começo',
  back: 'Voltar à lista',
  ago: (days: number) => (days === 0 ? 'hoje' : days === 1 ? 'ontem' : `há ${days} dias`),
  // Desconectar
  disconnect: 'Desconectar',
  disconnectAsk: (name: string) =>
    `Desconectar ${name}? O escritório deixa de receber os dados desta empresa; o histórico fica. Para voltar, será preciso um novo convite.`,
  disconnectYes: 'Sim, desconectar',
  keep: 'Cancelar',
  kept: 'Nada mudou.',
  disconnected: (name: string) => `${name} foi desconectado.`,
  notConnected: 'Este cliente não está conectado; não há o que desconectar.',
  // Falta autorizar
  access: {
    button: 'Pedir autorização',
    buttonMany: 'Pedir autorização a todos',
    done: 'autorização pedida por e-mail',
    notDone: 'nenhum e-mail foi enviado',
    sentTo: (email: string) =>
      `O e-mail vai para ${email}, com o link para autorizar o acesso aos dados na Conta Azul. Você recebe um aviso quando o cliente autorizar.`,
    asked: (day: string, who: string, days: number) =>
      `A autorização já foi pedida em ${day}${who ? ` por ${who}` : ''}. O cliente recebe no máximo um pedido a cada ${days} dias.`,
    noAccount: (name: string, page: string) =>
      `A conexão de ${name} veio de uma planilha, e a Carteira ainda não conhece a conta do cliente. Peça que ele entre em ${page} com o e-mail dele e se conecte ao escritório; em seguida ele autoriza.`,
    notMissing: (name: string) => `${name} já autorizou o acesso, ou não está mais conectado.`,
    askMany: (n: number) =>
      n === 0 ? 'Ninguém a quem pedir autorização agora' : `Pedir autorização por e-mail a ${clientes(n)}`,
    askedMany: (n: number, days: number) =>
      n === 1
        ? `1 cliente fica de fora: já foi pedido nos últimos ${days} dias.`
        : `${clientes(n)} ficam de fora: já foi pedido nos últimos ${days} dias.`,
    noAccountMany: (n: number) =>
      n === 1
        ? '1 cliente fica de fora: a conexão veio de uma planilha, e a conta ainda não é conhecida.'
        : `${clientes(n)} ficam de fora: a conexão veio de uma planilha, e a conta ainda não é conhecida.`,
    send: (n: number) => (n === 1 ? 'Enviar 1 e-mail' : `Enviar ${format.number(n)} e-mails`),
    sentMany: (n: number) =>
      n === 0
        ? 'Nenhum e-mail foi enviado: já foi pedido há pouco'
        : n === 1
          ? 'Autorização pedida a 1 cliente'
          : `Autorização pedida a ${clientes(n)}`,
    follows: 'Quem autorizar sai da lista dos que faltam.',
    list: 'Ver quem falta autorizar',
    stopped: 'Nenhum e-mail foi enviado.',
  },
  // Avisos ao escritório
  noticeExpired: (name: string, email: string) => `O convite a ${name} (${email}) expirou sem resposta.`,
  // Página do cliente
  consent: (firm: string): readonly string[] => [
    `Autorizo ${firm} a consultar as informações financeiras e contábeis da minha empresa na Conta Azul.`,
    'O escritório vai ver: contas a pagar e a receber, saldos, notas fiscais emitidas, categorias e centros de custo, e poderá baixar os documentos do mês.',
    'O escritório não pode fazer pagamentos nem mudar a minha senha.',
    `Posso desconectar quando quiser, em ${portal.mine.ties}, sem custo.`,
  ],
};
