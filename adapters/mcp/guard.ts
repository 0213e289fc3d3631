const loopback = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;

const hostOf = (url: string): string | undefined => (URL.canParse(url) ? new URL(url).hostname : undefined);

/**
 * Whether a request comes by one of our own names: a page whose name was bent to this machine has another (DNS rebinding). Programs that are no
 * browser send no Origin.
 */
export function isOurs({ host, origin }: { host?: string | null; origin?: string | null }, publicUrl: string): boolean {
  const mine = (name: string | undefined) => name !== undefined && (loopback.test(name) || name === hostOf(publicUrl));
  const asked = hostOf(`http://${host ?? ''}`);
  if (!mine(asked)) return false;
  if (!origin) return true;
  return (
    origin === new URL(publicUrl).origin ||
    (loopback.test(asked!) && /^http:/.test(origin) && loopback.test(hostOf(origin) ?? ''))
  );
}

/** The key of a request, as it stands in its header. */
export const keyIn = (header: string | null | undefined): string =>
  /^Bearer +([^\s]{1,2000})$/i.exec(header ?? '')?.[1] ?? '';
