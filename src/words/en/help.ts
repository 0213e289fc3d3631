import type { help as ptBR } from '../pt-BR/help.ts';

export const help = {
  sample: { name: 'padaria da vila', word: 'padaria', document: 'AG.C10.185/0001-94' },
  title: 'help',
  summary: 'Shows what I can do and how to ask',
  heading: 'What I can do',
  intro: 'Type a command, or choose one below to see its options and examples.',
  choose: 'Command details',
  options: 'Options',
  exampleAll: 'All commands',
  exampleOne: 'One command, with examples',
  command: { typed: 'command', label: 'Command', hint: 'The command you want to understand' },
} satisfies typeof ptBR;
