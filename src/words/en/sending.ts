import { en as format } from '../format.ts';
import type { sending as ptBR } from '../pt-BR/sending.ts';

/** The page on which a client sends documents, and the one on which people of the firm download them. */
export const sending: typeof ptBR = {
  lang: 'en',
  name: 'Carteira',
  title: (firm) => `Send documents to ${firm}`,
  lead: (company, month) =>
    month ? `${company}’s documents, to close the books for ${month}.` : `${company}’s documents.`,
  files: 'Photos or files',
  hint: 'PDF, JPEG or PNG, up to 10 MB each and 30 MB at once. On a phone you can take a photo right away.',
  note: 'Note to the firm (optional)',
  send: 'Send',
  until: (day) =>
    `This link is valid until ${day}, as many times as you need. It is only for sending documents, not for seeing them.`,
  doubts: (firm, phone) => `Questions? Talk to ${firm}${phone ? `, ${phone}` : ''}.`,
  taken: (n) => format.count(n, 'document received', 'documents received'),
  takenText: (firm) => `Thank you! ${firm} can see it now.`,
  refused: (n) => format.count(n, 'file was not accepted', 'files were not accepted'),
  more: 'Send more',
  nothing: 'Choose at least one file.',
  why: {
    empty: 'is empty',
    tooLarge: 'is over 10 MB; take the photo at a lower resolution, or split the PDF',
    heic: 'is a HEIC photo from an iPhone; in Settings › Camera › Formats choose Most Compatible, or send a screenshot',
    office: 'is from Word or Excel; save it as PDF and send it again',
    zip: 'is a compressed file; send the documents in it, one by one',
    picture: 'is another type of image; save it as JPEG or PNG',
    xml: 'is an XML; the firm already gets your own invoices automatically. Send the PDF if it is a supplier’s',
    broken: 'is incomplete or damaged; open the original, save it again and send that',
    other: 'is not a PDF, JPEG or PNG',
  },
  closed: {
    title: 'This link no longer works',
    text: 'Ask the firm for a new link, or sign in to your own page and send from there.',
    mine: 'Go to my page',
  },
  tooMuch: { title: 'Too many files at once', text: 'Send at most 30 MB at a time, then come back for the rest.' },
  busy: { title: 'Many uploads right now', text: 'Nothing is lost. Wait a minute and send again.' },
  foreign: { title: 'The page has expired', text: 'Reload the page and send again. Nothing has been sent so far.' },
  slowDown: { title: 'Too many attempts', text: 'Wait a minute and try again.' },
  broken: {
    title: 'Something went wrong',
    text: (reference) =>
      `The error has been logged. Try again in a few minutes; if it keeps happening, tell us the code ${reference}.`,
  },
  zips: (month) => `Documents for ${month}`,
  zipsLead: (n, until) =>
    `${format.count(n, 'file', 'files')}. This link is valid until ${until}. Do not forward it: anyone who has it can download the files.`,
  zipsGone: {
    title: 'This link no longer works',
    text: 'A file link is valid for 5 minutes, only for whoever clicked. Go back to the message in the chat and click Download the files, or open the request with /documentos. The files are kept for 7 days.',
  },
  download: 'Download',
};
