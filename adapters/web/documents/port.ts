import type { Locale, Words } from '../../../src/kit/words.ts';

export type SendingWords = Words['sending'];
/** Who sends: by a link, or signed in on their own page. */
export type Way = { token: string } | { email: string; clientId: string };

export interface SendingPage {
  firm: string;
  phone: string;
  company: string;
  month?: string;
  until?: string;
  locale: Locale;
}

/** What became of one file: taken, or why not. */
export interface UploadResult {
  name: string;
  refused?: keyof SendingWords['why'];
}

export interface FilesPage {
  month: string;
  until: string;
  locale: Locale;
  files: readonly { id: string; client: string; name: string; size: string }[];
}

/** What the pages need of the core: plain functions. Undefined is what leads nowhere any more. */
export interface DocumentsPort {
  sending(way: Way): Promise<SendingPage | undefined>;
  receive(
    way: Way,
    files: readonly { name: string; bytes: Uint8Array }[],
    note: string,
  ): Promise<readonly UploadResult[] | undefined>;
  files(token: string): Promise<FilesPage | undefined>;
  download(
    token: string,
    id: string,
  ): Promise<{ name: string; bytes: number; stream: ReadableStream<Uint8Array> } | undefined>;
}
