import type { IncomingMessage, ServerResponse } from 'node:http';
import { webApi } from '@slack/bolt';
import { type CallbackOptions, type Installation, InstallProvider } from '@slack/oauth';
import type { Log } from '../../src/kit/ctx.ts';
import type { Mount } from '../../src/kit/incoming.ts';
import type { Installed, Installs, Refresh } from '../../src/kit/installs.ts';
import type { PageMessage } from '../../src/kit/platform.ts';
import { clientOptions, createClient, reasonOf, slackLogger } from './client.ts';
import { installPath, redirectPath, scopesAsked } from './manifest.ts';
import type { SlackWords } from './words.ts';

export interface LinkOptions {
  clientId: string;
  clientSecret: string;
  publicUrl: string;
  installs: Installs;
  page(response: ServerResponse, status: number, said: string | undefined, message: PageMessage): void;
}

interface InstallParts extends LinkOptions {
  apiUrl: string;
  words(locale: string | undefined): SlackWords;
  log: Log;
}

const askMs = 10_000;
/** A code that a firm gave, as it is typed or stands in a link. */
const codeShape = /^[A-Z0-9-]{4,20}$/i;

/** Slack's words for a refresh token that is none any more. */
const noRefresh: ReadonlySet<string> = new Set([
  ...['invalid_refresh_token', 'invalid_grant', 'token_expired', 'token_revoked', 'account_inactive'],
  'authorization_not_found',
]);

/** The next tokens. A request without an answer may have been carried out: then the next try hears that its token is none any more. */
export function createRefresh({
  clientId,
  clientSecret,
  apiUrl,
  log,
}: Pick<InstallParts, 'clientId' | 'clientSecret' | 'apiUrl' | 'log'>): Refresh {
  const client = new webApi.WebClient(undefined, clientOptions({ apiUrl, log }, askMs, 0));
  return async (refresh) => {
    try {
      const next = await client.oauth.v2.access({
        client_id: clientId,
        client_secret: clientSecret,
        grant_type: 'refresh_token',
        refresh_token: refresh,
      });
      if (!next.access_token) return 'away';
      return { access: next.access_token, refresh: next.refresh_token ?? refresh, seconds: next.expires_in };
    } catch (error) {
      const reason = reasonOf(error);
      const lost = error instanceof webApi.WebAPIPlatformError && noRefresh.has(reason);
      log[lost ? 'error' : 'warn']({ reason }, 'Slack gave no new token');
      return lost ? 'lost' : 'away';
    }
  };
}

/** Somebody adds the app: Slack's own library leads them there and takes them back, and what comes of it is kept by the house. */
export function createInstall(parts: InstallParts): readonly Mount[] {
  const { clientId, clientSecret, publicUrl, installs, page, apiUrl, words, log } = parts;
  const asked = { scopes: [...scopesAsked(publicUrl)], redirectUri: `${publicUrl}${redirectPath}` };
  const provider = new InstallProvider({
    clientId,
    clientSecret,
    authorizationUrl: new URL('/oauth/v2/authorize', apiUrl).href,
    directInstall: true,
    logger: slackLogger(log),
    // A code is good once: a second try would hear that it was used.
    clientOptions: clientOptions({ apiUrl, log }, askMs, 0),
    installUrlOptions: asked,
    stateStore: {
      generateStateParam: async ({ metadata }) => installs.begin(metadata),
      verifyStateParam: async (_, state) => {
        const proof = await installs.redeem(state);
        if (!proof) throw Object.assign(new Error('used or too old'), { code: 'slack_oauth_invalid_state' });
        return { ...asked, metadata: proof.code };
      },
    },
  });

  /** Who it was, for their name and language; Slack may not say. */
  async function personOf(token: string, user: string): Promise<Installed['person']> {
    try {
      const found = (await createClient(token, { apiUrl, log }, 4000, 0).users.info({ user, include_locale: true }))
        .user;
      const name = found?.profile?.real_name || found?.real_name || found?.name || user;
      return { user, name, locale: found?.locale };
    } catch {
      return { user, name: user };
    }
  }

  /** What Slack's library gathered, as the house keeps it; undefined without a bot, for which we asked. */
  async function addedOf(installation: Installation, now: number): Promise<Installed | undefined> {
    const { bot, user, team, enterprise, isEnterpriseInstall: whole = false, metadata: code } = installation;
    const workspace = whole ? enterprise?.id : team?.id;
    if (!bot || !workspace) return undefined;
    return {
      workspace,
      whole,
      name: (whole ? enterprise?.name : team?.name) ?? '',
      bot: bot.userId,
      scopes: bot.scopes,
      tokens: {
        access: bot.token,
        refresh: bot.refreshToken,
        seconds: bot.expiresAt === undefined ? undefined : bot.expiresAt - Math.floor(now / 1000),
      },
      person: await personOf(bot.token, user.id),
      code,
    };
  }

  const saidBy = (request: IncomingMessage) => request.headers['accept-language'];
  const told = (request: IncomingMessage) => words(saidBy(request)).install;
  const again = (request: IncomingMessage) => ({ label: told(request).again, href: installPath });

  const callback: CallbackOptions = {
    afterInstallation: async (installation, _, request, response) => {
      const added = await addedOf(installation, Date.now());
      if (!added) throw new Error('Slack gave no bot token');
      const { as, firm, more } = await installs.add(added);
      const say = told(request);
      const { title, text } = say.done[as];
      const href = `https://slack.com/app_redirect?app=${installation.appId ?? ''}&team=${added.workspace}`;
      const lines = [
        text(firm),
        ...(more.length > 0 ? [say.more(more.map((scope) => say.reasons[scope] ?? scope))] : []),
      ];
      page(response, 200, saidBy(request), { title, text: lines.join(' '), link: { label: say.open, href } });
      // It is kept already, and the answer is given.
      return false;
    },
    failureAsync: async (error, _, request, response) => {
      const say = told(request);
      const [status, message] = /cancelled/.test(error.message)
        ? [200, say.refused]
        : /state|missing_code/.test(error.code)
          ? [400, say.stale]
          : [502, say.broken];
      if (status === 502) log.error({ reason: reasonOf(error) }, 'the app could not be added to a workspace');
      page(response, status, saidBy(request), { ...message, link: again(request) });
    },
  };

  const mount = (path: string, handle: (request: IncomingMessage, response: ServerResponse) => Promise<void>) => ({
    path,
    handle: (request: IncomingMessage, response: ServerResponse) => {
      if (request.method !== 'GET' || request.url?.split('?')[0] !== path) {
        response.writeHead(request.method === 'GET' ? 404 : 405, { 'content-length': 0 }).end();
        return;
      }
      handle(request, response).catch((error) => {
        log.error({ err: error }, 'a page of Slack failed');
        if (!response.headersSent)
          page(response, 500, saidBy(request), { ...told(request).broken, link: again(request) });
      });
    },
  });

  return [
    mount(installPath, (request, response) => {
      const code = new URL(request.url ?? '/', 'http://x').searchParams.get('code') ?? undefined;
      response.setHeader('Cache-Control', 'no-store');
      response.setHeader('Referrer-Policy', 'no-referrer');
      const metadata = code && codeShape.test(code) ? code : undefined;
      return provider.handleInstallPath(request, response, undefined, { ...asked, metadata });
    }),
    mount(redirectPath, (request, response) => provider.handleCallback(request, response, callback)),
  ];
}
