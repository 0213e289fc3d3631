import { en as format } from '../format.ts';

export const digestNotices = {
  // Instant notices
  topic: {
    asked: 'Connection request received',
    accepted: 'Invitation accepted',
    declined: 'Invitation declined',
    expiredRequest: 'Invitation expired',
    disconnected: 'Client disconnected',
    expiredLicense: 'Plan expired',
    received: 'Documents sent by a client',
    failed: 'Delivery that failed',
  },
  watchHeading: 'Instant notices',
  watchText:
    'What happens within 5 minutes comes as one message. When a client sends documents, the channel of the cards is told, until another is chosen.',
  watchNone: 'No channel gets notices yet.',
  watchHere: 'Tell this channel',
  watchElsewhere: 'Another channel',
  watchColumn: { topic: 'Notice', channels: 'Channels' },
  watchSaved: 'Saved.',
  noticeTitle: (n: number) => format.count(n, 'piece of news', 'pieces of news'),
  event: {
    asked: (name: string) => `${name} asks to be connected`,
    accepted: (name: string) => `${name} accepted the invitation`,
    declined: (name: string) => `${name} declined the invitation`,
    expiredRequest: (name: string) => `The invitation to ${name} expired without an answer`,
    disconnected: (name: string) => `${name} was disconnected`,
    expiredLicense: (name: string) => `The plan of ${name} has expired`,
    received: (name: string, n: number) => `${name} sent ${format.count(n, 'document', 'documents')}`,
    failed: (name: string) => name,
  },
  eventMore: (n: number) => `And ${format.number(n)} more.`,
  receivedFrom: (name: string) => `Documents of ${name}`,
  eventGone: { removed: 'a client who was removed from the portfolio', erased: 'a client who had their data erased' },
  again: 'Send again',
  againSent: 'On its way again.',
  againGone: 'This was sent again already, or is not there any more. Nothing was sent now.',
  openInvitation: (name: string) => (name ? `Open the invitation: ${name}` : 'Open the invitation'),
  correct: (name: string) => (name ? `Correct and resend: ${name}` : 'Correct and resend'),
  correctTitle: 'Correct and resend',
  correctSubmit: 'Resend',
  correctSent: (address: string, saved: boolean) =>
    saved ? `On its way to ${address}. The client’s e-mail was corrected.` : `On its way to ${address}.`,
  eventTimes: (what: string, n: number) => `${what} (${format.number(n)} times)`,

  // A digest that does not arrive
  pausedTitle: 'A digest was paused',
  pausedText: {
    gone: (what: string, where: string, reason: string) =>
      `The digest “${what}” could not be delivered to ${where}${reason ? ` (${reason})` : ''}. I paused it. Choose another place, resume it or delete it.`,
    nobody: (what: string) => `The digest “${what}” has nobody left to go to. I paused it; choose another place, resume it or delete it.`,
  },
};
