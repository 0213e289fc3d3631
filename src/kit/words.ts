/** The languages people read. The first is the default. */
export const locales = ['pt-BR', 'en'] as const;
export type Locale = (typeof locales)[number];

/** What a field is called: `typed` is what people write before the colon, `label` stands over it in a form. */
export interface FieldWords {
  typed: string;
  label: string;
  hint?: string;
  /** What `typed` was before: still understood, never shown. */
  former?: readonly string[];
  /** What values were called before: still understood, never shown. */
  formerValues?: readonly (readonly [was: string, value: string])[];
}

/** What the language of the bot itself says to people. */
export interface KitWords {
  oldCard(command: string | undefined): string;
  unknownCommand(name: string, near: string | undefined): string;
  /** A menu of the platform's still has one that we do not. */
  unknownShortcut: string;
  unknownOption(name: string, near: string | undefined): string;
  notAChoice(field: string, value: string, near: string | undefined): string;
  notADate(value: string): string;
  notUnderstood(field: string, value: string): string;
  missing(field: string): string;
  tooLong(field: string, max: number): string;
  notAllowed: string;
  broken(reference: string): string;
  busy: string;
  /** The connection was lost while it was written. */
  unsure: string;
  /** Why nothing can be written at the moment. */
  cannotWrite: Readonly<Record<'damaged' | 'full' | 'gone' | 'readonly', string>>;
  repeated: string;
  slowDown(seconds: number): string;
  cut(count: number): string;
  /** Over the menu of what else can be done. */
  more: string;
  yes: string;
  no: string;
  working: string;
  /** Before what was typed and could not be done. */
  typed: string;
  /** To an assistant: what it asked waits for its person; what it may not do; what no assistant may. */
  waits: string;
  onlyReads: string;
  byPerson: string;
  /** In private, to somebody of several firms. */
  whichFirm: string;
}

/** Everything people read, as message functions. `src/words` adds each feature's part to this interface. */
export interface Words {
  kit: KitWords;
}

/** A sentence in whatever language the reader has. */
export type Say = (w: Words) => string;
