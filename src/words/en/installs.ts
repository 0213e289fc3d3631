import { ofEach } from '../../kit/platform.ts';
import type { installs as ptBR } from '../pt-BR/installs.ts';
import { platforms } from './platforms.ts';

const called = ofEach(platforms, ({ short }) => short);
const on = (platform: string): string => called[platform] ?? platform;
const space = (platform: string): string => platforms[platform]?.space ?? 'workspace';

export const installs = {
  thanks: 'Thank you for adding Carteira',
  founded: (firm: string) =>
    `The firm ${firm} is set up, and you are its first administrator. Choose Set up to check the firm’s name and give the e-mail your clients will find it by.`,
  joined: (firm: string, platform: string) =>
    `This ${space(platform)} now belongs to the firm ${firm}, and you are an administrator.`,
  known: (firm: string) => `Carteira is ready here again, with everything that belongs to the firm ${firm}.`,
  badCode: (platform: string, apart: boolean) =>
    `The link’s code is no longer good, so the ${space(platform)} belongs to no firm yet. Ask for another code in /equipe, or start a new firm: ${apart ? `type /configurar in the ${space(platform)}` : 'choose Set up'}.`,
  configure: 'Set up',
  steps: 'The first three steps:',
  step: {
    importar: 'bring your clients in from a spreadsheet',
    equipe: 'add the analysts',
    configurar: 'choose the channel for notices and the time zone',
  },
  moreTitle: (platform: string) => `Carteira needs new permissions on ${on(platform)}`,
  more: 'An update brought features that need authorization. Until then, everything else works as before. It is for:',
  allow: 'Review and allow',
  leftTitle: (platform: string) => `Carteira has left ${on(platform)}`,
  left: (platform: string, name: string) =>
    `Somebody removed Carteira from the ${space(platform)} ${name} on ${on(platform)}. Nothing more is sent there, and what you scheduled for its channels is paused. The firm’s data is kept.`,
  lostTitle: (platform: string) => `Carteira needs to be authorized again on ${on(platform)}`,
  lost: (platform: string, name: string) =>
    `${on(platform)} did not renew Carteira’s authorization in the ${space(platform)} ${name}. Until somebody adds it again it cannot send messages there; those of the last day wait and are sent afterwards.`,
  again: (platform: string) => `Add to ${on(platform)}`,
  asBefore: 'Add it again, and everything is back as it was.',
  whyYou: (firm: string) => `You receive this e-mail because you are an administrator of the firm ${firm} in Carteira.`,
} satisfies typeof ptBR;
