/** What the pages say to people. */
export interface WebWords {
  /** The language itself, as HTML names it. */
  lang: string;
  /** The product. */
  name: string;
  tagline: string;
  version(version: string): string;
  running: string;
  /** Over the list of platforms. */
  platforms: string;
  noPlatforms: string;
  /** What the platforms are called, by their code names. */
  platform: Readonly<Record<string, string>>;
  connected: string;
  disconnected: string;
  /** Over the list of links. */
  links: string;
  /** The links, by their code names. */
  link: Readonly<Record<string, { title: string; text: string }>>;
  notFound: { title: string; text: string };
  broken: { title: string; text(reference: string): string };
  tooLarge: { title: string; text: string };
  home: string;
  /** What every store of apps wants to be able to read; `contact` is whom to write to, where the server says so. */
  privacy: TextPage;
  support: TextPage;
}

/** A page of a few paragraphs under headings. */
export interface TextPage {
  title: string;
  parts(contact: string | undefined): readonly { heading: string; text: string }[];
}

/** The words for what a browser says of its reader's language (Accept-Language). */
export type Speak<W> = (said: string | undefined) => W;
