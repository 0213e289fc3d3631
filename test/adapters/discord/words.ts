import type { DiscordWords } from '../../../adapters/discord/words.ts';
import { discordInstall } from '../../../src/words/pt-BR/discord-install.ts';

/** What the adapter says in tests. */
export const testWords: DiscordWords = {
  install: discordInstall,
  cut: (count) => `… e mais ${count}: peça o resto com um filtro`,
  formRefused: 'Confira estes campos:',
  fix: 'Corrigir',
  back: 'Voltar',
  incomplete: 'O Discord não aceitou tudo.',
  filesLeft: (names) => `${names} não coube.`,
  formReady: 'O formulário está pronto.',
  open: 'Abrir',
  formAway: 'Clique de novo em instantes.',
  readyForYou: 'Respondo só para você.',
  see: 'Ver a resposta',
  askYourself: 'Esta pergunta é de outra pessoa. Faça a sua.',
  questionGone: 'Não consigo mais ler a pergunta. Pergunte de novo.',
  notShown: 'O Discord não quis mostrar isto.',
  fileTooLarge: (name, megabytes) => `${name} é grande demais: no máximo ${megabytes} MB.`,
  fileLost: (name) => `Não consegui ler ${name}. Envie de novo.`,
};
