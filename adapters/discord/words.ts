import type { Locale } from '../../src/kit/words.ts';

/** What a browser reads that adds the bot to a server. */
export interface InstallWords {
  /** It is there, by what it became: whose the server is. */
  done: Readonly<Record<'founded' | 'joined' | 'known' | 'badCode', { title: string; text(firm: string): string }>>;
  open: string;
  /** They said no. */
  refused: { title: string; text: string };
  /** The page is from before, or of another browser. */
  stale: { title: string; text: string };
  broken: { title: string; text: string };
  again: string;
}

/** The few things this platform must say by itself. */
export interface DiscordWords {
  install: InstallWords;
  /** The last line of a message that had no room for everything: how many things are missing, and that they can be reached. */
  cut(count: number): string;
  /** Over the list of what was wrong in a form. */
  formRefused: string;
  /** The button that opens the form again. */
  fix: string;
  /** The button that opens a form once more that was refused as a whole, with what was typed. */
  back: string;
  /** Under an answer of which Discord took only the text. */
  incomplete: string;
  /** Files that Discord does not take. */
  filesLeft(names: string): string;
  /** Where a form could not be opened by itself, and the button that opens it. */
  formReady: string;
  open: string;
  /** The form that waits behind a button could not be had just now; the button stays. */
  formAway: string;
  /** In a channel, under a question: its answer is for the asker alone; and the button that shows it. */
  readyForYou: string;
  see: string;
  /** Somebody else pressed that button. */
  askYourself: string;
  /** The question cannot be read any more. */
  questionGone: string;
  /** Discord would not show a form at all. */
  notShown: string;
  fileTooLarge(name: string, megabytes: number): string;
  /** A file that could not be read from Discord: it must be sent again. */
  fileLost(name: string): string;
}

/** Portuguese, unless the person's Discord clearly speaks another language. */
export const localeFor = (said: string | undefined): Locale => (!said || /^pt/i.test(said) ? 'pt-BR' : 'en');
