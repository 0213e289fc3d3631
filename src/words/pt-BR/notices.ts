const kinds: Readonly<Record<string, string>> = {
  mail: 'Um e-mail',
  'card.post': 'Uma mensagem',
  'card.update': 'A atualização de uma mensagem',
  'request.asked': 'Um e-mail',
  'request.expired': 'Um aviso',
  'digest.post': 'Um resumo',
  'digest.update': 'A atualização de um resumo',
  'digest.mail': 'Um resumo por e-mail',
  'digest.paused': 'Um aviso',
  notices: 'Um aviso',
  'grant.notice': 'Um aviso',
  'grant.end': 'A revogação de uma autorização na Conta Azul',
  'documents.card': 'Uma mensagem sobre documentos',
  'documents.file': 'Um ZIP de documentos',
  'documents.capture': 'A entrega de um documento de cliente à Conta Azul',
};

/** O que as plataformas respondem, como se diz. */
const reasons: Readonly<Record<string, string>> = {
  channel_not_found: 'o canal não existe mais, ou não estou nele',
  is_archived: 'o canal foi arquivado',
  not_in_channel: 'não estou mais nesse canal',
  cannot_dm_bot: 'esta pessoa não recebe mensagens privadas',
  user_not_found: 'esta pessoa não faz mais parte do workspace',
  user_disabled: 'esta pessoa não faz mais parte do workspace',
  10003: 'o canal não existe mais',
  50001: 'não tenho mais acesso ao canal',
  50007: 'esta pessoa não aceita as minhas mensagens privadas',
};
const why = (reason: string): string => reasons[/^\w+/.exec(reason)?.[0] ?? ''] ?? reason;

export const notices = {
  why,
  cannotWrite: {
    damaged:
      'O disco do servidor da Carteira deu erro: não consigo gravar nada. As consultas continuam; mudanças, pedidos e envios ficam parados até alguém verificar o servidor.',
    full: 'O disco do servidor da Carteira está cheio: não consigo gravar nada. As consultas continuam; mudanças, pedidos e envios ficam parados até haver espaço.',
    gone: 'O arquivo do banco de dados da Carteira saiu do lugar: não consigo gravar nada. Peça ao responsável pelo servidor que pare o bot e restaure a última cópia.',
    readonly:
      'O banco de dados da Carteira só permite leitura: não consigo gravar nada. As consultas continuam; mudanças, pedidos e envios ficam parados até alguém verificar o servidor.',
  },
  deliveryFailed: (kind: string, reason: string, to = '') =>
    `${kinds[kind] ?? 'Uma mensagem'}${to ? ` para ${to}` : ''} não pôde ser entregue, e não haverá novas tentativas. Motivo: ${why(reason)}.`,
};
