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
    failed: 'Delivery failed',
  },
  watchHeading: 'Instant notices',
  watchText:
    'What happens within 5 minutes comes in a single message. When a client sends documents, the notice goes to the notices channel until another is chosen.',
  watchNone: 'No channel gets notices yet.',
  watchHere: 'Notify this channel',
  watchElsewhere: 'Another channel',
  watchColumn: { topic: 'Notice', channels: 'Channels' },
  watchSaved: 'Saved.',
  noticeTitle: (n: number) => format.count(n, 'update', 'updates'),
  event: {
    asked: (name: string) => `${name} asks to connect`,
    accepted: (name: string) => `${name} accepted the invitation`,
    declined: (name: string) => `${name} declined the invitation`,
    expiredRequest: (name: string) => `The invitation to ${name} expired without an answer`,
    disconnected: (name: string) => `${name} was disconnected`,
    expiredLicense: (name: string) => `${name}’s plan has expired`,
    received: (name: string, n: number) => `${name} sent ${format.count(n, 'document', 'documents')}`,
    failed: (name: string) => name,
  },
  eventMore: (n: number) => `And ${format.number(n)} more.`,
  receivedFrom: (name: string) => `${name}’s documents`,
  eventGone: { removed: 'a client who was removed from the portfolio', erased: 'a client who had their data erased' },
  again: 'Send again',
  againSent: 'On its way again.',
  againGone: 'This message was already sent again or no longer exists. Nothing was sent now.',
  openInvitation: (name: string) => (name ? `Open the invitation: ${name}` : 'Open the invitation'),
  correct: (name: string) => (name ? `Correct and send again: ${name}` : 'Correct and send again'),
  correctTitle: 'Correct and send again',
  correctSubmit: 'Send again',
  correctSent: (address: string, saved: boolean) =>
    saved ? `On its way to ${address}. The client’s e-mail was corrected.` : `On its way to ${address}.`,
  eventTimes: (what: string, n: number) => `${what} (${format.number(n)} times)`,

  // A digest that does not arrive
  pausedTitle: 'A digest was paused',
  pausedText: {
    gone: (what: string, where: string, reason: string) =>
      `The digest “${what}” could not be delivered to ${where}${reason ? ` (${reason})` : ''}. It has been paused. Choose another destination, resume it or delete it.`,
    nobody: (what: string) =>
      `The digest “${what}” has no recipient left and has been paused. Choose another destination, resume it or delete it.`,
  },
};
