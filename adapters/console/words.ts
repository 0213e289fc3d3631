/** What the console says to people: plain data, because the browser gets it whole. `{…}` stands for what is put in. */
export interface ConsoleWords {
  /** The language itself, as HTML names it. */
  lang: string;
  /** All languages to choose from, each called by its own name. */
  languages: readonly { lang: string; label: string }[];
  language: string;
  name: string;
  /** Beside the name: where this runs. */
  place: string;
  app: string;
  noScript: string;
  channels: string;
  channel: string;
  channelAbout: string;
  commands: string;
  transcript: string;
  message: string;
  placeholder: string;
  keys: string;
  send: string;
  attach: string;
  suggestions: string;
  onlyYou: string;
  switchPerson: string;
  /** By role; people the firm does not know have the role `visitor`. */
  roles: Readonly<Record<string, string>>;
  welcomeTitle: string;
  welcomeText: string;
  working: string;
  newMessages: string;
  pick: string;
  chosen: string;
  apply: string;
  search: string;
  searching: string;
  nothingFound: string;
  optional: string;
  cancel: string;
  close: string;
  fixFields: string;
  chooseFile: string;
  dropFile: string;
  removeFile: string;
  dropHere: string;
  noFiles: string;
  mailbox: string;
  /** The first steps of a demo. */
  guide: string;
  /** {done}, {all} */
  guideCount: string;
  guideStart: string;
  guideOpen: string;
  guideAll: string;
  guideSkip: string;
  guideClose: string;
  /** {step} */
  guideTicked: string;
  guideEnd: string;
  /** Leads past what stands before the conversation. */
  skip: string;
  answerKeys: string;
  download: string;
  opensTab: string;
  offline: string;
  failed: string;
  emptyFile: string;
  /** {name}, {max} */
  tooLarge: string;
  gone: string;
  refused: string;
}

/** The words for what a browser says of its reader's language. */
export type Speak<W> = (said: string | undefined) => W;

/** The sentence with its values in place. */
export const fill = (sentence: string, values: Readonly<Record<string, string>>): string =>
  sentence.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
