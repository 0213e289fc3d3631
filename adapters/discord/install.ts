import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { type REST, Routes } from 'discord.js';
import { z } from 'zod';
import type { Log } from '../../src/kit/ctx.ts';
import type { Mount } from '../../src/kit/incoming.ts';
import type { Installed, Installs } from '../../src/kit/installs.ts';
import type { PageMessage } from '../../src/kit/platform.ts';
import { createRest, failureOf, within } from './api.ts';
import { need, optional, person } from './edge.ts';
import { installPath, invitation, redirectPath } from './invite.ts';
import type { DiscordWords } from './words.ts';

export interface LinkOptions {
  clientSecret: string;
  publicUrl: string;
  installs: Installs;
  page(response: ServerResponse, status: number, said: string | undefined, message: PageMessage): void;
}

export interface InstallParts extends LinkOptions {
  applicationId: string;
  apiUrl: string;
  words(locale: string | undefined): DiscordWords;
  log: Log;
}

const askMs = 10_000;
const codeShape = /^[A-Z0-9-]{4,20}$/i;
const cookieName = 'carteira-discord';

const granted = z.looseObject({
  access_token: need,
  scope: z.string().catch(''),
  guild: z.looseObject({ id: need, name: z.string().catch('') }),
});
const whoever = person.extend({ locale: optional(z.string()) });

/** Keeps a proof to the browser that it was made for. */
const bound = (state: string): string => createHash('sha256').update(state).digest('base64url');

function cookieOf({ headers }: IncomingMessage): string | undefined {
  const pairs = (headers.cookie ?? '').split(';').map((each) => each.trim().split('='));
  return pairs.find(([name]) => name === cookieName)?.[1];
}

/** What Discord gives for a code. */
export function askForToken(
  rest: REST,
  asked: { applicationId: string; secret: string; code: string; redirectUri?: string; signal: AbortSignal },
): Promise<unknown> {
  const body = new URLSearchParams({
    client_id: asked.applicationId,
    client_secret: asked.secret,
    grant_type: 'authorization_code',
    code: asked.code,
    ...(asked.redirectUri ? { redirect_uri: asked.redirectUri } : {}),
  });
  const headers = { 'Content-Type': 'application/x-www-form-urlencoded' };
  return rest.post(Routes.oauth2TokenExchange(), {
    body,
    passThroughBody: true,
    headers,
    auth: false,
    signal: asked.signal,
  });
}

/** Somebody adds the bot to a server: they are led to Discord and taken back, and Discord says who they are and which server it is. */
export function createInstall(parts: InstallParts): readonly Mount[] {
  const { applicationId, clientSecret, publicUrl, installs, page, apiUrl, words, log } = parts;
  const redirectUri = `${publicUrl}${redirectPath}`;
  // A code is good once: a second try would hear that it was used.
  const rest = createRest(apiUrl, '', { timeout: askMs, retries: 0 });

  const saidBy = (request: IncomingMessage) => request.headers['accept-language'];
  const told = (request: IncomingMessage) => words(saidBy(request)).install;
  const again = (request: IncomingMessage) => ({ label: told(request).again, href: installPath });

  /** What Discord says for a code. The token that comes with it is asked who they are, and kept nowhere. */
  async function addedFor(code: string): Promise<Omit<Installed, 'code'>> {
    const answer = await within(askMs, (signal) =>
      askForToken(rest, { applicationId, secret: clientSecret, code, redirectUri, signal }),
    );
    const { access_token: token, scope, guild } = granted.parse(answer);
    const who = whoever.parse(
      await within(askMs, (signal) =>
        rest.get(Routes.user(), { headers: { Authorization: `Bearer ${token}` }, auth: false, signal }),
      ),
    );
    return {
      workspace: guild.id,
      whole: false,
      name: guild.name,
      bot: applicationId,
      apart: true,
      scopes: scope.split(' ').filter(Boolean),
      person: { user: who.id, name: who.global_name || who.username || who.id, locale: who.locale },
    };
  }

  function begin(request: IncomingMessage, response: ServerResponse): void {
    const given = new URL(request.url ?? '/', 'http://x').searchParams.get('code');
    const state = installs.begin(given && codeShape.test(given) ? given : undefined);
    const secure = publicUrl.startsWith('https:') ? '; Secure' : '';
    response
      .writeHead(302, {
        location: invitation({ apiUrl, applicationId, redirectUri, state }),
        'set-cookie': `${cookieName}=${bound(state)}; Path=/discord; Max-Age=600; HttpOnly; SameSite=Lax${secure}`,
        'cache-control': 'no-store',
        'referrer-policy': 'no-referrer',
        'content-length': 0,
      })
      .end();
  }

  async function finish(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const say = told(request);
    const asked = new URL(request.url ?? '/', 'http://x').searchParams;
    const [state, code, error] = ['state', 'code', 'error'].map((name) => asked.get(name));
    const show = (status: number, message: PageMessage) =>
      page(response, status, saidBy(request), { link: again(request), ...message });
    if (error) return show(error === 'access_denied' ? 200 : 502, error === 'access_denied' ? say.refused : say.broken);
    // A browser that it was not made for has spent nothing.
    const mine = state && code && cookieOf(request) === bound(state);
    const proof = mine ? await installs.redeem(state) : undefined;
    if (!proof) return show(400, say.stale);
    let added: Omit<Installed, 'code'>;
    try {
      added = await addedFor(code!);
    } catch (error) {
      const reason = error instanceof z.ZodError ? 'Discord named no server' : failureOf(error).reason;
      log.error({ platform: 'discord', reason }, 'the bot could not be added to a server');
      return show(502, say.broken);
    }
    const { as, firm } = await installs.add({ ...added, code: proof.code });
    const { title, text } = say.done[as === 'whole' ? 'known' : as];
    const href = `https://discord.com/channels/${added.workspace}`;
    show(200, { title, text: text(firm), link: { label: say.open, href } });
  }

  const mount = (path: string, handle: (request: IncomingMessage, response: ServerResponse) => unknown): Mount => ({
    path,
    handle: (request, response) => {
      if (request.method !== 'GET' || request.url?.split('?')[0] !== path) {
        response.writeHead(request.method === 'GET' ? 404 : 405, { 'content-length': 0 }).end();
        return;
      }
      Promise.resolve(handle(request, response)).catch((error) => {
        log.error({ err: error }, 'a page of Discord failed');
        if (!response.headersSent)
          page(response, 500, saidBy(request), { ...told(request).broken, link: again(request) });
      });
    },
  });
  return [mount(installPath, begin), mount(redirectPath, finish)];
}
