import { en as format } from '../format.ts';
import type { sending as ptBR } from '../pt-BR/sending.ts';

/** The page on which a client sends documents, and the one on which people of the firm download them. */
export const sending: typeof ptBR = {
  lang: 'en',
  name: 'Carteira',
  title: (firm) => `Send documents to ${firm}`,
  lead: (company, month) => (month ? `Of ${company}, to close ${month}.` : `Of ${company}.`),
  files: 'Photos or files',
  hint: 'PDF, JPEG or PNG, up to 10 MB each and 30 MB at once. On a phone you can take a photo right away.',
  note: 'A word to the firm (optional)',
  send: 'Send',
  until: (day) => `This link works until ${day}, as often as you need. It is only for sending, not for seeing.`,
  doubts: (firm, phone) => `Questions? Talk to ${firm}${phone ? `, ${phone}` : ''}.`,
  taken: (n) => format.count(n, 'document received', 'documents received'),
  takenText: (firm) => `Thank you! ${firm} can see it now.`,
  refused: (n) => format.count(n, 'file was not taken', 'files were not taken'),
  more: 'Send more',
  nothing: 'Choose at least one file.',
  why: {
    empty: 'is empty',
    tooLarge: 'has more than 10 MB; take the photo with less resolution, or split the PDF',
    heic: 'is a HEIC photo of an iPhone; in Settings › Camera › Formats choose Most Compatible, or send a screenshot',
    office: 'is from Word or Excel; save it as PDF and send it again',
    zip: 'is a compressed file; send the documents in it, one by one',
    picture: 'is another kind of picture; save it as JPEG or PNG',
    xml: 'is an XML; the firm gets your own invoices by itself. Send the PDF if it is a supplier’s',
    broken: 'is incomplete or damaged; open the original, save it again and send that',
    other: 'is no PDF, JPEG or PNG',
  },
  closed: {
    title: 'This link no longer works',
    text: 'Ask the firm for a new link, or sign in to your own page and send from there.',
    mine: 'Go to my page',
  },
  tooMuch: { title: 'That is a lot at once', text: 'Send at most 30 MB at a time, and come back for the rest.' },
  busy: { title: 'Many people are sending now', text: 'Nothing is lost; wait a minute and send again.' },
  foreign: { title: 'Open the page again', text: 'This form did not come from here, so nothing was sent.' },
  slowDown: { title: 'Many tries at once', text: 'Wait a minute and try again.' },
  broken: {
    title: 'Something went wrong',
    text: (reference) => `The problem is ours. Try again in a few minutes; if it goes on, tell us the code ${reference}.`,
  },
  zips: (month) => `Documents of ${month}`,
  zipsLead: (n, until) =>
    `${format.count(n, 'file', 'files')}. This link works until ${until}. Do not pass it on: whoever has it can download.`,
  zipsGone: {
    title: 'This link no longer works',
    text: 'A link to files works for 5 minutes, and for whoever pressed. Go back to the message in the chat and press Download the files, or open the request with /documentos. The files are kept for 7 days.',
  },
  download: 'Download',
};
