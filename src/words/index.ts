import type { Locale, Words } from '../kit/words.ts';
import { en } from './en.ts';
import { ptBR } from './pt-BR.ts';

declare module '../kit/words.ts' {
  interface Words extends Catalogue {}
}

/** All that people read, of every feature. */
export type Catalogue = Omit<typeof ptBR, 'kit'>;

/** Every language, the default first. */
export const words: Readonly<Record<Locale, Words>> = { 'pt-BR': ptBR, en };

/** The language for what a platform says of a person: Portuguese unless it clearly is another. */
export const localeOf = (said: string | undefined): Locale | undefined =>
  said ? (/^pt/i.test(said) ? 'pt-BR' : 'en') : undefined;
