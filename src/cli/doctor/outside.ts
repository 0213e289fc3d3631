import type { Checker } from './check.ts';

/** Links in e-mails begin with PUBLIC_URL: once mail leaves this machine, others must be able to open them. */
export const checkAddress: Checker = async (w, { PUBLIC_URL, SMTP_URL, TRUSTED_PROXIES, slack, discord }) => {
  const { hostname, protocol } = new URL(PUBLIC_URL);
  if (!/^(localhost|127\.|\[::1\])/.test(hostname)) {
    // TLS is a proxy's: one that is not counted makes all visitors look like one.
    const uncounted = protocol === 'https:' && TRUSTED_PROXIES === 0;
    const says = uncounted ? w.cli.proxiesUncounted(PUBLIC_URL) : PUBLIC_URL;
    return [{ name: 'address', status: uncounted ? 'warn' : 'ok', says }];
  }
  return slack || discord || SMTP_URL ? [{ name: 'address', status: 'warn', says: w.cli.addressLocal(PUBLIC_URL) }] : [];
};

export const checkMailServer: Checker = async (w, { SMTP_URL, console }) => {
  if (!SMTP_URL)
    return [console ? { name: 'mail', status: 'off', says: w.cli.mailLocal } : { name: 'mail', status: 'warn', says: w.cli.mailNowhere }];
  const { checkMail } = await import('../../../adapters/mail/check.ts');
  const found = await checkMail(SMTP_URL);
  if (found.ok) return [{ name: 'mail', status: 'ok', says: w.cli.mailOk(found.host) }];
  return [{ name: 'mail', status: 'problem', says: w.cli.mail[found.code] ?? w.cli.mailOther(found.code) }];
};

export const checkSlackApp: Checker = async (w, { SLACK_BOT_TOKEN, SLACK_APP_TOKEN, SLACK_API_URL }) => {
  if (!SLACK_BOT_TOKEN) return [{ name: 'slack', status: 'off', says: w.cli.notSet('SLACK_BOT_TOKEN') }];
  const { checkSlack } = await import('../../../adapters/slack/check.ts');
  const found = await checkSlack({ botToken: SLACK_BOT_TOKEN, appToken: SLACK_APP_TOKEN, apiUrl: SLACK_API_URL });
  if (!found.ok) return [{ name: 'slack', status: 'problem', says: w.cli.platform[found.code] ?? w.cli.platformOther(found.code) }];
  const mode = SLACK_APP_TOKEN ? w.cli.slackModes.socket : w.cli.slackModes.http;
  return [{ name: 'slack', status: 'ok', says: w.cli.slackOk(found.team, mode) }];
};

export const checkDiscordApp: Checker = async (w, { DISCORD_TOKEN, DISCORD_APPLICATION_ID, DISCORD_GUILD_ID, DISCORD_API_URL }) => {
  if (!DISCORD_TOKEN) return [{ name: 'discord', status: 'off', says: w.cli.notSet('DISCORD_TOKEN') }];
  const { checkDiscord } = await import('../../../adapters/discord/check.ts');
  const found = await checkDiscord({
    token: DISCORD_TOKEN,
    applicationId: DISCORD_APPLICATION_ID,
    guildId: DISCORD_GUILD_ID,
    apiUrl: DISCORD_API_URL,
  });
  if (!found.ok) return [{ name: 'discord', status: 'problem', says: w.cli.platform[found.code] ?? w.cli.platformOther(found.code) }];
  return [{ name: 'discord', status: 'ok', says: w.cli.discordOk(found.name) }];
};
