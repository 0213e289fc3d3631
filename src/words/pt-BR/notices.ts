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

export const notices = {
  deliveryFailed: (kind: string, reason: string) =>
    `${kinds[kind] ?? 'Uma mensagem'} não pôde ser entregue, e parei de tentar. Motivo: ${reason}. Confira o endereço ou o canal e envie de novo; /conexoes mostra o que espera resposta.`,
};
