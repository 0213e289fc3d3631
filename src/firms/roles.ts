import { permissions, type Right } from '../kit/permission.ts';

export type Role = 'admin' | 'analyst';

/** Roles as in the portal: an analyst sees the clients in their own portfolio and takes their documents; the rest is the administrator's. */
const byRole: Readonly<Record<Role | 'visitor' | 'system', ReadonlySet<Right>>> = {
  admin: new Set<Right>(permissions),
  system: new Set<Right>(permissions),
  analyst: new Set<Right>(['visit', 'see', 'digest']),
  visitor: new Set<Right>(['visit']),
};

export const can =
  (role: keyof typeof byRole) =>
  (permission: Right): boolean =>
    byRole[role].has(permission);
