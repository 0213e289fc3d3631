import { howTyped } from '../../kit/platform.ts';
import { platforms } from './platforms.ts';

export const docs = {
  about: 'A carteira de clientes do escritório contábil, no chat.',
  language: 'Português',
  intro: `Tudo o que se digita. ${howTyped(platforms)} Opções e valores são aceitos em português e em inglês, com ou sem acentos; um valor de várias palavras vai entre aspas ou com hifens. Analistas veem só os clientes da própria carteira.`,
  who: 'Quem pode',
  everybody: 'qualquer pessoa',
  members: 'administradores e analistas',
  admins: 'administradores',
  examples: 'Exemplos',
  typed: 'O que digitar',
  does: 'O que acontece',
  options: 'Opções',
  option: 'Opção',
  meaning: 'O que é',
  values: 'Valores',
  required: 'obrigatória',
  rest: 'ou o texto solto',
  shortcuts:
    'No menu de uma mensagem: Slack (Mais ações) e Discord (Apps). No menu de uma pessoa: Discord. De qualquer lugar: Slack, ao lado do campo de mensagem ou na busca. Nada é feito sem que alguém confira e confirme.',
  shortcut: 'Atalho',
  where: 'Onde',
};
