/** The events that can be told at once. */
export const topics = [
  'asked',
  'accepted',
  'declined',
  'expiredRequest',
  'disconnected',
  'expiredLicense',
  'received',
  'failed',
] as const;
export type Topic = (typeof topics)[number];

/** Told in the channels of the cards where nobody has chosen one for it. */
export const toldAnyway: readonly Topic[] = ['received', 'failed', 'disconnected'];
