// The lock was not had in time, the transaction not begun or ended in time, two stood in each other's way.
const codes = new Set<unknown>(['P1008', 'P2028', 'P2034']);

/** Whether an error says that others were at work, nothing was changed, and trying again may help. */
export const isBusy = (error: unknown): boolean => typeof error === 'object' && error !== null && 'code' in error && codes.has(error.code);
