import { capital } from '../../kit/text.ts';
import type { FieldWords } from '../../kit/words.ts';
import { ptBR as format } from '../format.ts';
import { help } from './help.ts';

const clientes = (n: number) => format.count(n, 'cliente', 'clientes', 'nenhum cliente');
const dias = (n: number) => format.count(n, 'dia', 'dias');

export const clients = {
  situation: {
    connected: 'Conectado',
    not_connected: 'Não conectado',
    highly_recommended: 'Muito recomendado',
    invited: 'Convite enviado',
    requested: 'Pedido recebido',
    disconnected: 'Desconectado',
  },
  payer: { client: 'Cliente', firm: 'Escritório', none: 'Ninguém' },
  charge: { active: 'Ativas', inactive: 'Inativas', never_used: 'Nunca usou' },
  access: {
    missing: 'falta autorizar',
    given: 'autorizado',
    askedOn: (day: string) => `, pedido por e-mail em ${day}`,
  },
  history: {
    never: 'Nunca teve',
    trial: 'Em teste',
    active: 'Ativada',
    renewed: 'Renovada',
    expired: 'Vencida',
    cancelled: 'Cancelada',
    blocked: 'Bloqueada',
    transferred: 'Transferida',
  },
  order: {
    urgency: 'Urgência',
    name: 'Nome',
    expiry: 'Vencimento',
    exported: 'Exportação',
    '-name': 'Nome, de Z a A',
    '-expiry': 'Vencimento, os últimos primeiro',
    '-exported': 'Exportação, as mais recentes primeiro',
  },
  tab: {
    all: 'Todos',
    client: 'Planos pagos pelo cliente',
    firm: 'Planos pagos por mim',
    none: 'Sem plano contratado',
  },
  nobody: 'Sem analista',
  field: {
    name: {
      typed: 'nome',
      label: 'Nome do cliente',
      hint: 'Nome, nome fantasia, CNPJ, CPF ou e-mail; um pedaço basta',
    },
    situation: { typed: 'situacao', label: 'Situação', hint: 'Por exemplo: conectado' },
    access: { typed: 'acesso', label: 'Acesso aos dados', hint: 'Se o cliente autorizou o escritório na Conta Azul' },
    history: { typed: 'historico', label: 'Histórico da licença' },
    renewal: { typed: 'renovacao', label: 'Renovação automática', hint: 'sim ou não' },
    expiry: { typed: 'vencimento', label: 'Vencimento do plano', hint: 'vencidos, 30 dias, 12/2026, 01/12 a 31/12' },
    exported: {
      typed: 'exportacao',
      label: 'Última exportação',
      hint: 'nunca, ainda não neste mês, este mês, 30+, 01/10 a 31/10',
    },
    charges: {
      typed: 'cobrancas',
      label: 'Cobranças CA',
      formerValues: [
        ['ativo', 'active'],
        ['inativo', 'inactive'],
      ],
    } as FieldWords,
    analyst: { typed: 'analista', label: 'Analista', hint: 'Quem cuida do cliente' },
    order: { typed: 'ordem', label: 'Ordem da lista' },
    limit: { typed: 'limite', label: 'Só os primeiros', hint: 'Quantos, na ordem da lista. Por exemplo: 10' },
    any: {
      typed: 'qualquer',
      label: 'Pelo menos um destes',
      hint: 'Filtros separados por ponto e vírgula: vencimento:vencidos; exportacao:nunca',
    },
    except: { typed: 'exceto', label: 'Menos estes', hint: 'Quem fica de fora: situacao:conectado; analista:Carla' },
    tab: { typed: 'aba', label: 'Quem paga o plano' },
    onPlan: { typed: 'plano', label: 'Plano', hint: 'Por exemplo: Controle I' },
    client: { typed: 'nome', label: 'Cliente', hint: 'Nome, nome fantasia, CNPJ, CPF ou e-mail' },
    companyName: { typed: 'nome', label: 'Nome' },
    tradeName: { typed: 'fantasia', label: 'Nome fantasia' },
    document: { typed: 'documento', label: 'CNPJ ou CPF', hint: 'Com ou sem pontuação' },
    email: { typed: 'email', label: 'E-mail' },
    phone: { typed: 'telefone', label: 'Telefone' },
    contactName: { typed: 'responsavel', label: 'Responsável', hint: 'Com quem falar no cliente' },
    notes: { typed: 'observacoes', label: 'Observações' },
    revenue: {
      typed: 'faturamento',
      label: 'Faturamento anual',
      hint: 'Em reais; sugere o plano. Por exemplo: 360.000',
    },
  },
  period: {
    overdue: 'vencidos',
    never: 'nunca',
    none: 'sem vencimento',
    thisMonth: 'este mês',
    notThisMonth: 'ainda não neste mês',
    lastMonth: 'mês passado',
    nextDays: (n: number) => `próximos ${dias(n)}`,
    olderThan: (n: number) => `há mais de ${dias(n)}`,
    since: (day: string) => `a partir de ${day}`,
    until: (day: string) => `até ${day}`,
    range: (from: string, to: string) => `${from} a ${to}`,
  },
  notAnExpiry: 'Não entendi o vencimento. Escreva, por exemplo, vencidos, 30 dias, 12/2026 ou 01/12/2026 a 31/12/2026.',
  notAnExport:
    'Não entendi a data da exportação. Escreva, por exemplo, nunca, este mês, 30+ ou 01/10/2026 a 31/10/2026.',
  notAFilter: 'Não entendi este filtro. Escreva como no comando, por exemplo situacao:conectado vencimento:30d.',
  notAPeriod: (value: string) => `Não entendi o período “${value}”. Escreva, por exemplo, 01/12/2026 a 31/12/2026.`,

  list: {
    title: 'clientes',
    summary: 'Lista e filtra os clientes da carteira',
    examples: [
      { typed: '', does: 'Todos os clientes, os mais urgentes primeiro' },
      { typed: help.sample.word, does: 'Pelo nome, CNPJ, CPF ou e-mail' },
      { typed: 'vencimento:30d situacao:conectado', does: 'Conectados com plano a vencer em 30 dias' },
      { typed: 'exportacao:nunca ordem:vencimento', does: 'Nunca exportados, por vencimento' },
    ],
    caption: (n: number | undefined, page: number, pages: number, order: string) =>
      capital(
        [...(n === undefined ? [] : [clientes(n)]), ...(pages > 1 ? [`página ${page} de ${pages}`] : []), order].join(
          ' · ',
        ),
      ),
    ordered: {
      urgency: 'por urgência',
      name: 'por nome',
      expiry: 'por vencimento',
      exported: 'por última exportação',
      '-name': 'por nome, de Z a A',
      '-expiry': 'por vencimento, os últimos primeiro',
      '-exported': 'por última exportação, as mais recentes primeiro',
    },
    anyOf: 'Um destes',
    except: 'Menos',
    filters: 'Filtros: ',
    lost: 'A lista mudou desde aquela mensagem: esta é a primeira página.',
    column: {
      name: 'Nome',
      situation: 'Situação',
      expiry: 'Vencimento',
      plan: 'Plano',
      exported: 'Última exportação',
      document: 'CNPJ/CPF',
    },
    noPlan: 'sem plano',
    neverExported: 'nunca',
    openRow: 'Abrir',
    open: 'Abrir cliente',
    drop: 'Remover filtro',
    dropAll: 'Remover todos os filtros',
    previous: 'Anterior',
    next: 'Próxima',
    letter: 'Ir para a letra',
    filterFurther: 'Por plano, histórico ou analista',
    filterAnalyst: 'Por analista',
    filterBy: 'Filtrar por',
    only: (n: number, filters: string) => `${clientes(n)} · ${filters}`,
    forms: ['Mais filtros', 'Mais filtros (2)', 'Combinar filtros'],
    form: (page: number) => `Filtros (${page})`,
    apply: 'Filtrar',
    export: 'Exportar',
    share: 'Compartilhar',
    shareAnyway: 'Compartilhar assim',
    notForAll: (people: number) =>
      people === 1
        ? '1 pessoa da equipe lê este canal e não vê todos estes clientes.'
        : `${people} pessoas da equipe leem este canal e não veem todos estes clientes.`,
    sharedBy: (name: string) => `${name} compartilhou esta lista.`,
    seeOwn: 'Ver esta lista',
    nothing: 'Nenhum cliente encontrado.',
    nothingBut: 'Nenhum cliente atende a todos os filtros. Sem um deles, você encontra:',
    nothingAtAll: 'Nenhum cliente encontrado, nem removendo um dos filtros.',
    dropOne: (label: string, n: number) => `Remover o filtro ${label} (${clientes(n)})`,
    empty: 'A carteira ainda não tem clientes. Importe a sua lista com /importar ou convide um cliente com /convidar.',
    emptyAnalyst:
      'Nenhum cliente está na sua carteira ainda. Peça a um administrador que atribua clientes a você com /equipe.',
    exported: (n: number) => `${clientes(n)} em CSV e em XLSX. O arquivo pode ser reimportado com /importar.`,
    exportedCsv: (n: number, parts: number) =>
      `${clientes(n)} em ${format.count(parts, 'arquivo CSV', 'arquivos CSV')}; uma lista tão grande não cabe em XLSX. Cada arquivo pode ser reimportado com /importar.`,
    exportName: 'clientes',
    exportNothing: 'Não há cliente para exportar. Remova um filtro e tente de novo.',
  },

  card: {
    title: 'cliente',
    summary: 'Mostra a ficha de um cliente',
    examples: [
      { typed: help.sample.name, does: 'Pelo nome' },
      { typed: help.sample.document, does: 'Pelo CNPJ' },
    ],
    searchTitle: 'Qual cliente?',
    searchLabel: 'Procurar cliente',
    searchOtherwise: 'Digite /cliente e um pedaço do nome, do CNPJ, do CPF ou do e-mail.',
    several: (n: number) => `Encontrei ${clientes(n)}. Qual deles?`,
    severalMore: 'Estes são os primeiros; escreva mais um pedaço do nome para refinar a busca.',
    choose: 'Escolher cliente',
    none: (typed: string) => `Não encontrei cliente com “${typed}”.`,
    nearest: (name: string) => `Você quis dizer ${name}?`,
    noneHint: 'Procure por um pedaço do nome, do CNPJ, do CPF ou do e-mail, ou veja todos com /clientes.',
    gone: 'Este cliente não está mais na carteira.',
    facts: {
      document: 'CNPJ/CPF',
      license: 'Licença',
      payer: 'Pago por',
      expiry: 'Vencimento',
      account: 'Conta na Conta Azul',
    },
    noPlan: 'Sem plano contratado',
    never: 'nunca',
    unknown: 'não informado',
    /** First sentence of a message to the client; `due`: when their plan ends, if that is soon or over. */
    hello: (first: string, client: string, due?: string) =>
      [first ? `Olá, ${first}!` : 'Olá!', due ? `O vencimento do plano da Conta Azul (${client}) é ${due}.` : '']
        .filter(Boolean)
        .join(' '),
    nobody: 'Sem analista',
    when: (day: string, relative: string) => `${day} (${relative})`,
    relative: (n: number) =>
      n === 0 ? 'hoje' : n === 1 ? 'amanhã' : n === -1 ? 'ontem' : n > 0 ? `em ${dias(n)}` : `há ${dias(-n)}`,
    invite: 'Convidar',
    open: 'Ver cliente',
    notices: 'Avisos deste cliente',
    disconnect: 'Desconectar',
  },

  edit: {
    button: 'Editar',
    contactButton: 'Contato e analista',
    title: 'Editar cliente',
    contactTitle: 'Contato e analista',
    submit: 'Salvar',
    saved: 'Salvo.',
    same: 'Nada mudou.',
    notADocument: 'CNPJ ou CPF inválido: confira os dígitos.',
    taken: (name: string) => `Este CNPJ ou CPF já é de ${name}.`,
    takenDeleted: 'Este CNPJ ou CPF é de um cliente excluído há pouco. Desfaça a exclusão, ou tente de novo em 1 hora.',
    changed: (who: string) =>
      `${who || 'Alguém'} alterou este cliente enquanto você editava. Nada foi salvo; abra de novo para ver os dados atuais.`,
    again: 'Abrir de novo',
    notARevenue: 'Escreva o faturamento em reais, por exemplo 360.000.',
    connected:
      'Este cliente está conectado: nome, documento, e-mail e telefone vêm da conta dele na Conta Azul, e só ele pode alterá-los lá. Os dados do escritório você altera em Contato e analista.',
    pending: 'Há um convite ou pedido em aberto com este cliente. Responda ou cancele em /conexoes antes de editar.',
  },

  address: {
    button: 'Informar e-mail',
    title: 'E-mail do cliente',
    saved: (name: string, email: string) => `Salvo: o e-mail de ${name} é ${email}.`,
    there: (email: string) =>
      email
        ? `Este cliente já tem e-mail: ${email}. Nada foi mudado.`
        : 'Alguém mudou este cliente agora há pouco. Nada foi salvo.',
  },

  remove: {
    button: 'Excluir',
    undoable: 'Durante 1 hora, Desfazer traz tudo de volta: plano e histórico, analista, convites e observações.',
    done: 'excluído da carteira',
    undo: 'Desfazer',
    connected: 'Este cliente está conectado. Desconecte antes de excluir.',
    invited: 'Há um convite ou pedido em aberto com este cliente. Responda ou cancele em /conexoes antes de excluir.',
    already: (who: string) => `${who || 'Alguém'} já excluiu este cliente.`,
    undone: (name: string) => `${name} voltou para a carteira.`,
    undoneBefore: (who: string) => `${who || 'Alguém'} já desfez essa exclusão.`,
    late: 'Já passou 1 hora: a exclusão não pode mais ser desfeita. Você pode importar ou convidar o cliente de novo.',
  },
};
