/** What changes a portfolio, and what summaries count. */
export const activities = ['connected', 'disconnected', 'contracted', 'renewed', 'expired'] as const;
export type Activity = (typeof activities)[number];

/** What an import can change of connections: it says what is, not who did it. */
export const imported = ['connected', 'disconnected'] as const satisfies readonly Activity[];
export type Imported = (typeof imported)[number];

/** Who changed it: a member or a client, the clock, or a file. */
export type Source = 'person' | 'system' | 'import';

/** Something that happened to some clients of one analyst, or of nobody. */
export interface ActivityCount {
  kind: Activity;
  analystId: string | null;
  count: number;
}
