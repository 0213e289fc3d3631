/** What a browser reads that adds the app to a workspace of Slack. */
export const slackInstall = {
  notHere: (url: string) =>
    `A Carteira não está mais instalada neste workspace, então não consigo responder aqui. Para voltar a usá-la, adicione-a de novo: ${url}`,
  done: {
    founded: {
      title: 'A Carteira está no seu Slack',
      text: (firm: string) =>
        `Criei o escritório ${firm}, e você é o primeiro administrador. Escrevi para você no Slack com os próximos passos.`,
    },
    joined: {
      title: 'A Carteira está no seu Slack',
      text: (firm: string) =>
        `O workspace agora é do escritório ${firm}, e você é administrador. Escrevi para você no Slack com os próximos passos.`,
    },
    known: {
      title: 'A Carteira está pronta de novo',
      text: (firm: string) => `O workspace continua sendo do escritório ${firm}, com tudo o que já estava lá.`,
    },
    whole: {
      title: 'A Carteira está na sua organização',
      text: () =>
        'Falta escolher em quais workspaces: em Administração do Slack, Apps, adicione a Carteira aos workspaces que vão usá-la. Em cada um, um administrador digita /configurar.',
    },
    badCode: {
      title: 'A Carteira está no seu Slack, sem escritório',
      text: () => 'O código do link não vale mais. Escrevi para você no Slack com o que fazer agora.',
    },
  },
  more: (reasons: readonly string[]) => `Permissões novas: ${reasons.join('; ')}.`,
  reasons: {
    'app_mentions:read': 'responder a quem menciona a Carteira',
    'assistant:write': 'sugerir o que perguntar na conversa com ela',
    'chat:write': 'escrever respostas e avisos',
    'chat:write.public': 'avisar em canais públicos sem precisar de convite',
    commands: 'receber os comandos que as pessoas digitam',
    'files:read': 'ler a planilha de uma importação',
    'files:write': 'enviar listas e documentos',
    'im:history': 'ler o que escrevem para ela em mensagem direta',
    'im:write': 'escrever em mensagem direta',
    'links:read': 'ver que alguém compartilhou um link da Carteira',
    'links:write': 'dizer, abaixo de um link da Carteira, o que ele abre',
    'users:read': 'saber o idioma de cada pessoa e quem administra o workspace',
    'channels:history': 'não repetir um aviso em canal público depois de uma queda',
    'groups:history': 'não repetir um aviso em canal privado depois de uma queda',
    'channels:read': 'saber o nome de um canal público e quem lê nele',
    'groups:read': 'saber o nome de um canal privado e quem lê nele',
  } as Record<string, string>,
  open: 'Abrir o Slack',
  refused: {
    title: 'Nada foi instalado',
    text: 'Você cancelou no Slack, então nada mudou. Se foi sem querer, comece de novo.',
  },
  stale: {
    title: 'Este endereço não vale mais',
    text: 'Ele vale por dez minutos, uma vez só, e apenas no navegador em que você começou. Comece de novo.',
  },
  broken: {
    title: 'O Slack não concluiu a instalação',
    text: 'Não recebi do Slack a autorização. Comece de novo em instantes.',
  },
  again: 'Adicionar ao Slack',
};
