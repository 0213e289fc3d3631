/** What one may do. `visit` is for everybody, also for those no firm knows. Who may what is for src/firms/roles.ts to say. */
export const permissions = [
  'visit',
  'see',
  'edit',
  'delete',
  'import',
  'invite',
  'decide',
  'license',
  'digest',
  'manage',
] as const;
export type Permission = (typeof permissions)[number];
/** What a client may do on pages of their own is no member's. */
export type Right = Permission | 'client';
