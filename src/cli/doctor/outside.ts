import { platforms } from '../../platforms.ts';
import type { Check, Checker } from './check.ts';

/** Links in e-mails begin with PUBLIC_URL: once mail leaves this machine, others must be able to open them. */
export const checkAddress: Checker = async (w, { PUBLIC_URL, SMTP_URL, TRUSTED_PROXIES, chats }) => {
  const { hostname, protocol } = new URL(PUBLIC_URL);
  if (!/^(localhost|127\.|\[::1\])/.test(hostname)) {
    // TLS is a proxy's: one that is not counted makes all visitors look like one.
    const uncounted = protocol === 'https:' && TRUSTED_PROXIES === 0;
    const says = uncounted ? w.cli.proxiesUncounted(PUBLIC_URL) : PUBLIC_URL;
    return [{ name: 'address', status: uncounted ? 'warn' : 'ok', says }];
  }
  return chats || SMTP_URL ? [{ name: 'address', status: 'warn', says: w.cli.addressLocal(PUBLIC_URL) }] : [];
};

export const checkMailServer: Checker = async (w, { SMTP_URL, console }) => {
  if (!SMTP_URL)
    return [
      console
        ? { name: 'mail', status: 'off', says: w.cli.mailLocal }
        : { name: 'mail', status: 'warn', says: w.cli.mailNowhere },
    ];
  const { checkMail } = await import('../../../adapters/mail/check.ts');
  const found = await checkMail(SMTP_URL);
  if (found.ok) return [{ name: 'mail', status: 'ok', says: w.cli.mailOk(found.host) }];
  return [{ name: 'mail', status: 'problem', says: w.cli.mail[found.code] ?? w.cli.mailOther(found.code) }];
};

/** Every platform that can be asked. */
export const checkPlatforms: Checker = async (w, config) => {
  const asked = platforms.map(async ({ name, check }): Promise<Check[]> => {
    const found = await check?.(config);
    if (!found) return [];
    if (found.off !== undefined) return [{ name, status: 'off', says: w.cli.notSet(found.off) }];
    if (!found.ok)
      return [{ name, status: 'problem', says: w.cli.platform[found.code] ?? w.cli.platformOther(found.code) }];
    return [{ name, status: 'ok', says: w.platforms[name]?.connected?.(found.as, found.how) ?? found.as }];
  });
  return (await Promise.all(asked)).flat();
};
