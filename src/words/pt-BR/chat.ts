import { discordInstall } from './discord-install.ts';
import { slackInstall } from './slack-install.ts';

const parts = (count: number) => (count === 1 ? 'Uma parte não coube aqui' : `${count} partes não couberam aqui`);

/** What the chat platforms must say by themselves. */
export const slack = {
  cut: (count: number) => `${parts(count)}. Use os botões ou os filtros para ver o resto.`,
  act: 'Ação',
  working: 'Só um instante…',
  filesSent: (names: string) => `Enviei ${names} nas suas mensagens diretas.`,
  filesFailed: (names: string) => `Não consegui enviar ${names} pelo Slack. Tente de novo em instantes.`,
  fileTooLarge: (megabytes: number) => `O arquivo é grande demais: o limite é de ${megabytes} MB.`,
  fileUnreadable: 'Não consegui ler o arquivo no Slack. Envie de novo.',
  formLate: 'O formulário demorou demais para abrir. Tente de novo.',
  formNotOpened: 'O Slack não abriu o formulário. Tente de novo em instantes.',
  incomplete: 'O Slack não aceitou os botões desta resposta. Tente de novo em instantes.',
  answered: 'Pronto. A resposta está na conversa.',
  close: 'Fechar',
  unfurl: {
    start: 'Carteira: a carteira de clientes do escritório, direto no chat.',
    clients: 'Página dos clientes: onde cada um pede a conexão com o escritório e cuida dos próprios dados.',
  },
  see: 'Ver',
  home: 'Voltar ao início',
  install: slackInstall,
};

export const discord = {
  install: discordInstall,
  cut: (count: number) => `${parts(count)}. Use os botões ou os filtros para ver o resto.`,
  formRefused: 'Corrija antes de enviar:',
  fix: 'Corrigir',
  back: 'Voltar ao formulário',
  incomplete: 'O Discord não aceitou os botões ou arquivos desta resposta. Tente de novo em instantes.',
  filesLeft: (names: string) => `${names} não coube: o Discord não aceita arquivos deste tamanho.`,
  formReady: 'O formulário está pronto.',
  formAway: 'Não consegui abrir o formulário agora. O que você digitou está guardado: clique de novo em instantes.',
  open: 'Abrir formulário',
  readyForYou: 'Respondo só para você: clique para ver. Se preferir, escreva para mim em mensagem direta.',
  see: 'Ver a resposta',
  askYourself: 'Esta resposta é de quem perguntou. Mencione-me com a sua pergunta e eu respondo só para você.',
  questionGone:
    'Não consigo mais ler essa pergunta: ela foi apagada, ou não tenho permissão para ler este canal. Pergunte de novo.',
  notShown: 'O Discord não conseguiu abrir o formulário. Tente de novo.',
  fileTooLarge: (name: string, megabytes: number) => `${name} é grande demais: o limite é de ${megabytes} MB.`,
  fileLost: (name: string) => `Não consegui ler ${name} no Discord. Envie de novo.`,
};
