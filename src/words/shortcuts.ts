import type { ShortcutOn } from '../kit/incoming.ts';
import type { FieldWords } from '../kit/words.ts';

interface Named {
  /** At most 24 characters: a menu of Slack's shows no more. */
  title: string;
  summary: string;
}

/** What is said of shortcuts, and by them. */
export interface Shortcuts {
  heading: string;
  on: Readonly<Record<ShortcutOn, string>>;
  inviteFromMessage: Named;
  invitePerson: Named;
  invite: Named;
  find: Named;
  attach: Named;
  importSheet: Named;
  findForm: string;
  open: string;
  attachForm: string;
  attachSubmit: string;
  note: FieldWords;
  files(names: string): string;
  noted: string;
  noNote: string;
  noClient(typed: string): string;
  severalClients(typed: string, names: string): string;
  noRoom(left: number): string;
  noSheet: string;
}
