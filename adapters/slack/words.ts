/** What a browser reads that adds the app to a workspace. */
export interface InstallWords {
  /** Where somebody writes from a workspace that the app was taken out of. */
  notHere(url: string): string;
  /** It is there, by what it became: whose the workspace is. */
  done: Readonly<
    Record<'founded' | 'joined' | 'known' | 'whole' | 'badCode', { title: string; text(firm: string): string }>
  >;
  /** What was allowed that was not before, each with its reason. */
  more(reasons: readonly string[]): string;
  /** What each scope is for. */
  reasons: Readonly<Record<string, string>>;
  open: string;
  /** They said no. */
  refused: { title: string; text: string };
  /** The page is from before, or of another browser. */
  stale: { title: string; text: string };
  broken: { title: string; text: string };
  again: string;
}

/** The few sentences the adapter itself says; handed in, because text for people has its own room. */
export interface SlackWords {
  /** What did not fit: so many blocks or rows are left out, and how to get to them. */
  cut(count: number): string;
  /** Above the column of what can be done with each row. */
  act: string;
  /** Stands where the answer will come. */
  working: string;
  /** Files of a private answer are sent to the person's direct messages. */
  filesSent(names: string): string;
  filesFailed(names: string): string;
  fileTooLarge(megabytes: number): string;
  fileUnreadable: string;
  /** The form could not be opened: Slack gives three seconds for it. */
  formLate: string;
  /** The form could not be opened, for whatever other reason. */
  formNotOpened: string;
  /** Under an answer of which Slack took only the text. */
  incomplete: string;
  /** In a form that could not be closed any more: the answer stands in the conversation. */
  answered: string;
  /** The button that closes a form without sending it. */
  close: string;
  /** Below a link to a page of ours: what kind of page that is. */
  unfurl: Record<'start' | 'clients', string>;
  /** The button below it. */
  see: string;
  /** The button on one's own page that leads back to its beginning. */
  home: string;
  install: InstallWords;
}
