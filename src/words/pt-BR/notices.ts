const kinds: Readonly<Record<string, string>> = {
  mail: 'Um e-mail',
  'card.post': 'Um cartão',
  'card.update': 'A atualização de um cartão',
  'request.expired': 'Um aviso',
  'digest.post': 'Um resumo',
  'digest.update': 'A atualização de um resumo',
  'digest.mail': 'Um resumo por e-mail',
  'digest.paused': 'Um aviso',
  notices: 'Um aviso',
  'grant.notice': 'Um aviso',
  'grant.end': 'A retirada de uma autorização na Conta Azul',
  'documents.card': 'Um cartão de documentos',
  'documents.file': 'Um ZIP de documentos',
  'documents.capture': 'A entrega de um documento de cliente à Conta Azul',
};

/** O que as plataformas respondem, como se diz. */
const reasons: Readonly<Record<string, string>> = {
  channel_not_found: 'o canal não existe mais, ou não estou nele',
  is_archived: 'o canal foi arquivado',
  not_in_channel: 'não estou mais nesse canal',
  cannot_dm_bot: 'esta pessoa não recebe mensagens privadas',
  user_not_found: 'esta pessoa não está mais lá',
  user_disabled: 'esta pessoa não está mais lá',
  10003: 'o canal não existe mais',
  50001: 'não tenho mais acesso ao canal',
  50007: 'esta pessoa não aceita mensagens privadas minhas',
};
const why = (reason: string): string => reasons[/^\w+/.exec(reason)?.[0] ?? ''] ?? reason;

export const notices = {
  why,
  cannotWrite: {
    damaged:
      'O disco do servidor do Carteira deu erro: não consigo gravar nada. As consultas continuam; mudanças, pedidos e envios ficam parados até alguém olhar o servidor.',
    full: 'O disco do servidor do Carteira está cheio: não consigo gravar nada. As consultas continuam; mudanças, pedidos e envios ficam parados até haver espaço.',
    gone: 'O arquivo do banco de dados do Carteira saiu do lugar: não consigo gravar nada. Peça a quem cuida do servidor que pare o bot e restaure a última cópia.',
    readonly:
      'O banco de dados do Carteira só permite leitura: não consigo gravar nada. As consultas continuam; mudanças, pedidos e envios ficam parados até alguém olhar o servidor.',
  },
  deliveryFailed: (kind: string, reason: string, to = '') =>
    `${kinds[kind] ?? 'Uma mensagem'}${to ? ` para ${to}` : ''} não pôde ser entregue, e parei de tentar. Motivo: ${why(reason)}.`,
};
