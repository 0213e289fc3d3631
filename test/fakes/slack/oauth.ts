import { randomBytes } from 'node:crypto';
import type { Json } from './state.ts';

interface Team {
  id: string;
  name: string;
  /** The organisation it belongs to. */
  enterprise?: { id: string; name: string };
}

interface Grant {
  team?: Team;
  /** Of a whole organisation. */
  enterprise?: { id: string; name: string };
  scopes: string[];
  user: string;
}

interface Live {
  grant: Grant;
  /** In milliseconds; never where tokens do not rotate. */
  until: number;
}

export const clientId = '123.456';
export const clientSecret = 'a client secret';
const hours12 = 43_200;
const no = (error: string): Json => ({ ok: false, error });

/** What a test holds of it. */
export interface OAuth {
  rotates: boolean;
  live: Map<string, Live>;
  refreshes: Map<string, Grant>;
  /** How often the tokens of a workspace were renewed. */
  counted: Map<string, number>;
  /** Whose an access token is; undefined for one that is none. */
  of(access: string): Grant | undefined;
  issue(grant: Grant): Json;
  /** What somebody does on Slack's page; where it sends their browser. Optional scopes may be left out. */
  consent(page: string, answer: 'allow' | 'cancel', who: Partial<Grant> & { without?: string[] }): string;
  /** Takes every token of a workspace or an organisation. */
  end(id: string): void;
  methods: Record<string, (body: Json, access: string) => Json>;
}

/**
 * Slack's side of adding an app: its page, `oauth.v2.access` with codes and with refresh tokens, `auth.revoke` and `apps.uninstall`, as its
 * documentation has them. A code and a refresh token are good once; an access token lasts its twelve hours, whatever is refreshed meanwhile.
 */
export function createOAuth(clock: () => number): OAuth {
  const codes = new Map<string, { grant: Grant; redirect: string }>();
  const live = new Map<string, Live>();
  const refreshes = new Map<string, Grant>();
  const counted = new Map<string, number>();
  const oauth: OAuth = {
    rotates: true,
    live,
    refreshes,
    counted,
    of: (access: string): Grant | undefined => {
      const found = live.get(access);
      return found && found.until > clock() ? found.grant : undefined;
    },
    issue: (grant: Grant): Json => {
      const key = randomBytes(12).toString('hex');
      const access = oauth.rotates ? `xoxe.xoxb-1-${key}` : `xoxb-${key}`;
      live.set(access, { grant, until: oauth.rotates ? clock() + hours12 * 1000 : Infinity });
      if (!oauth.rotates) return { access_token: access };
      refreshes.set(`xoxe-1-${key}`, grant);
      return { access_token: access, refresh_token: `xoxe-1-${key}`, expires_in: hours12 };
    },
    consent: (
      page: string,
      answer: 'allow' | 'cancel',
      { team, enterprise, user = 'U0000001', without = [] }: Partial<Grant> & { without?: string[] },
    ): string => {
      const { searchParams } = new URL(page);
      const back = new URL(searchParams.get('redirect_uri')!);
      back.searchParams.set('state', searchParams.get('state') ?? '');
      if (answer === 'cancel') back.searchParams.set('error', 'access_denied');
      else {
        const code = randomBytes(8).toString('hex');
        const scopes = searchParams
          .get('scope')!
          .split(',')
          .filter((each) => !without.includes(each));
        codes.set(code, { grant: { team, enterprise, scopes, user }, redirect: `${back.origin}${back.pathname}` });
        back.searchParams.set('code', code);
      }
      return back.href;
    },
    end: (id: string): void => {
      const mine = ({ team, enterprise }: Grant) => (team ?? enterprise)?.id === id;
      for (const [access, { grant }] of live) if (mine(grant)) live.delete(access);
      for (const [refresh, grant] of refreshes) if (mine(grant)) refreshes.delete(refresh);
    },
    methods: {
      'oauth.v2.access': (body: Json): Json => {
        if (body.client_id !== clientId) return no('invalid_client_id');
        if (body.client_secret !== clientSecret) return no('bad_client_secret');
        let grant: Grant | undefined;
        if (body.grant_type === 'refresh_token') {
          grant = refreshes.get(body.refresh_token);
          if (!grant) return no('invalid_refresh_token');
          refreshes.delete(body.refresh_token);
          const id = (grant.team ?? grant.enterprise)!.id;
          counted.set(id, (counted.get(id) ?? 0) + 1);
        } else {
          const given = codes.get(body.code);
          codes.delete(body.code);
          if (!given) return no('invalid_code');
          if (given.redirect !== body.redirect_uri) return no('bad_redirect_uri');
          grant = given.grant;
        }
        return {
          ok: true,
          app_id: 'A1',
          authed_user: { id: grant.user },
          scope: grant.scopes.join(','),
          token_type: 'bot',
          bot_user_id: 'U0BOT0000',
          team: grant.team ? { id: grant.team.id, name: grant.team.name } : null,
          enterprise: grant.enterprise ?? grant.team?.enterprise ?? null,
          is_enterprise_install: grant.team === undefined,
          ...oauth.issue(grant),
        };
      },
      'apps.uninstall': (body: Json, access: string): Json => {
        if (body.client_id !== clientId || body.client_secret !== clientSecret) return no('bad_client_secret');
        const grant = oauth.of(access);
        if (!grant) return no('invalid_auth');
        oauth.end((grant.team ?? grant.enterprise)!.id);
        return { ok: true };
      },
      'auth.revoke': (_: Json, access: string): Json => {
        if (!oauth.of(access)) return no('invalid_auth');
        live.delete(access);
        return { ok: true, revoked: true };
      },
    },
  };
  return oauth;
}
