import { ofEach } from '../../kit/platform.ts';
import { platforms } from './platforms.ts';
import { privacy, support } from './privacy.ts';
export const web = {
  lang: 'pt-BR',
  name: 'Carteira',
  tagline: 'A carteira de clientes do seu escritório, direto no chat.',
  version: (version: string) => `Versão ${version}`,
  running: 'No ar',
  platforms: 'Disponível em',
  noPlatforms: 'Ainda em nenhum chat.',
  platform: ofEach(platforms, ({ name }) => name),
  connected: 'Conectado',
  disconnected: 'Sem conexão',
  links: 'Por onde começar',
  link: {
    ...ofEach(platforms, ({ add }) => add),
    console: { title: 'Abrir o console', text: 'Converse comigo aqui mesmo, no navegador, sem instalar nada.' },
    mailbox: { title: 'Ver a caixa de e-mails', text: 'Os e-mails que eu enviaria, guardados só nesta máquina.' },
  } as Record<string, { title: string; text: string }>,
  notFound: {
    title: 'Página não encontrada',
    text: 'Confira se o endereço está completo. Se ele veio em um e-mail, tente abrir o link de novo.',
  },
  broken: {
    title: 'Algo deu errado',
    text: (reference: string) =>
      `O erro já foi registrado. Tente de novo em instantes; se continuar, informe o código ${reference}.`,
  },
  tooLarge: { title: 'Arquivo grande demais', text: 'O que você enviou passa do tamanho que esta página aceita.' },
  open: (url: string) => `A Carteira está no ar. Abra ${url} para conversar com ela.`,
  privacy,
  support,
  home: 'Voltar ao início',
};
