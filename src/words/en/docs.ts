import { howTyped } from '../../kit/platform.ts';
import type { docs as ptBR } from '../pt-BR/docs.ts';
import { platforms } from './platforms.ts';

export const docs = {
  about: 'The client portfolio of an accounting firm, in chat.',
  language: 'English',
  intro: `Everything that can be typed. ${howTyped(platforms)} Options and values are understood in Portuguese and in English, with accents or without; a value of several words goes in quotes or with hyphens. Analysts see the clients of their own portfolio only.`,
  who: 'Who may',
  everybody: 'everybody',
  members: 'administrators and analysts',
  admins: 'administrators',
  examples: 'Examples',
  typed: 'What to type',
  does: 'What happens',
  options: 'Options',
  option: 'Option',
  meaning: 'What it is',
  values: 'Values',
  required: 'required',
  shortcuts:
    'In a message’s menu: Slack (More actions) and Discord (Apps). In a person’s menu: Discord. From anywhere: Slack, beside the field one writes in, or in its search. Nothing is done before somebody has looked and confirmed.',
  shortcut: 'Shortcut',
  where: 'Where',
  rest: 'or the loose text',
} satisfies typeof ptBR;
