/** Whether an error says that something unique was already there. By code only: the rest differs between the databases. */
export const isUnique = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'code' in error && error.code === 'P2002';
