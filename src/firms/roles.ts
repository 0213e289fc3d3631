/** What one may do. 'visit' is for everybody, also for those no firm knows. */
export const permissions = ['visit', 'see', 'edit', 'delete', 'import', 'invite', 'decide', 'license', 'digest', 'manage'] as const;
export type Permission = (typeof permissions)[number];
export type Role = 'admin' | 'analyst';

/** Roles as in the portal: an analyst sees the clients in their own portfolio and takes their documents; the rest is the administrator's. */
const byRole: Readonly<Record<Role | 'visitor' | 'system', ReadonlySet<string>>> = {
  admin: new Set(permissions),
  system: new Set(permissions),
  analyst: new Set<Permission>(['visit', 'see', 'digest']),
  visitor: new Set<Permission>(['visit']),
};

export const can =
  (role: keyof typeof byRole) =>
  (permission: string): boolean =>
    byRole[role].has(permission);
