/** What the mailbox says to people. */
export interface MailboxWords {
  /** The language itself, as HTML names it. */
  lang: string;
  title: string;
  lead: string;
  empty: string;
  from: string;
  to: string;
  subject: string;
  at: string;
  when(date: Date): string;
  /** Leads back to the list. */
  back: string;
  refresh: string;
  /** Over the mail as a mail program shows it. */
  shown: string;
  plain: string;
  headers: string;
  gone: string;
  broken(reference: string): string;
  /** To whoever asks from another machine. */
  refused: string;
}

/** The words for what a browser says of its reader's language (Accept-Language). */
export type Speak<W> = (said: string | undefined) => W;
