import { ofEach } from '../../kit/platform.ts';
import { platforms } from './platforms.ts';

const called = ofEach(platforms, ({ short }) => short);
const on = (platform: string): string => called[platform] ?? platform;
const space = (platform: string): string => platforms[platform]?.space ?? 'workspace';

/** The app where somebody has added it by the link. */
export const installs = {
  // To whoever added it, in private.
  thanks: 'Obrigado por adicionar a Carteira',
  founded: (firm: string) =>
    `O escritório ${firm} está criado, e você é o primeiro administrador. Toque em Configurar para conferir o nome do escritório e informar o e-mail pelo qual seus clientes o encontram.`,
  joined: (firm: string, platform: string) =>
    `Este ${space(platform)} agora é do escritório ${firm}, e você é administrador.`,
  known: (firm: string) => `A Carteira está pronta aqui de novo, com tudo o que é do escritório ${firm}.`,
  badCode: (platform: string, apart: boolean) =>
    `O código do link não vale mais, então o ${space(platform)} ainda não é de nenhum escritório. Peça outro código em /equipe, ou comece um escritório novo: ${apart ? `digite /configurar no ${space(platform)}` : 'toque em Configurar'}.`,
  configure: 'Configurar',
  steps: 'Os três primeiros passos:',
  step: {
    importar: 'traga os clientes de uma planilha',
    equipe: 'adicione os analistas',
    configurar: 'escolha o canal de avisos e o fuso horário',
  },

  // To the admins, there.
  moreTitle: (platform: string) => `A Carteira precisa de novas permissões no ${on(platform)}`,
  more: 'Uma atualização trouxe recursos que precisam de autorização. Até lá, tudo o mais funciona como antes. Ela serve para:',
  allow: 'Revisar e permitir',

  // To the admins, somewhere else.
  leftTitle: (platform: string) => `A Carteira saiu do ${on(platform)}`,
  left: (platform: string, name: string) =>
    `Alguém removeu a Carteira do ${space(platform)} ${name}, no ${on(platform)}. Nada mais é enviado para lá, e o que você agendou para os canais de lá está em pausa. Os dados do escritório continuam guardados.`,
  lostTitle: (platform: string) => `A Carteira precisa de nova autorização no ${on(platform)}`,
  lost: (platform: string, name: string) =>
    `O ${on(platform)} não renovou a autorização da Carteira no ${space(platform)} ${name}. Até alguém adicioná-la de novo, ela não consegue enviar mensagens para lá; as do último dia esperam e são enviadas depois.`,
  again: (platform: string) => `Adicionar ao ${on(platform)}`,
  asBefore: 'Basta adicionar de novo: volta tudo como estava.',
  whyYou: (firm: string) => `Você recebe este e-mail porque administra o escritório ${firm} na Carteira.`,
};
