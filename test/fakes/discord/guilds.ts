import { randomUUID } from 'node:crypto';
import type {
  APIGuild,
  APIUser,
  RESTOAuth2AdvancedBotAuthorizationQuery,
  RESTPostOAuth2AccessTokenWithBotAndGuildsScopeResult,
} from 'discord.js';
import { Refused } from './state.ts';

type Token = Omit<RESTPostOAuth2AccessTokenWithBotAndGuildsScopeResult, 'guild'> & {
  guild: Pick<APIGuild, 'id' | 'name' | 'owner_id'>;
};

export const clientSecret = 'a client secret';

interface Who {
  guild: string;
  name?: string;
  user?: string;
  userName?: string;
}

/**
 * The servers that the bot is in, and Discord's side of adding it: its page, the exchange of a code, who somebody is by their token, as its
 * documentation has them. A code is good once.
 */
export function createFakeGuilds(
  applicationId: string,
  parts: { guilds: Map<string, string>; came(id: string): void; went(id: string): void },
) {
  const { guilds } = parts;
  /** Which server a channel is in; those that are not here are everywhere. */
  const channels = new Map<string, string>();
  const people = new Map<string, Set<string>>();
  const codes = new Map<string, { who: Who; redirect: string; scope: string }>();
  const tokens = new Map<string, Who>();
  const asked: URLSearchParams[] = [];

  const channelOf = (guild: string) => String(BigInt(guild) + 1n);
  const join = ({ guild, name = 'Aurora Contábil', user }: Who) => {
    guilds.set(guild, name);
    channels.set(channelOf(guild), guild);
    if (user) people.set(user, new Set([...(people.get(user) ?? []), guild]));
    parts.came(guild);
  };
  const leave = (guild: string) => {
    if (!guilds.delete(guild)) throw new Refused(404, 10004, 'Unknown Guild');
    parts.went(guild);
  };

  /** What somebody does on Discord's page; where it sends their browser. `before`: what happens between their yes and that. */
  function consent(page: string, answer: 'allow' | 'cancel', given: Who): string {
    const url = new URL(page);
    const query = url.searchParams;
    const known = {
      client_id: '',
      scope: 'bot',
      permissions: '',
      response_type: '',
      redirect_uri: '',
      integration_type: 0,
    } satisfies RESTOAuth2AdvancedBotAuthorizationQuery;
    asked.push(query);
    const scopes = (query.get('scope') ?? '').split(' ');
    const wrong = [
      ...[...query.keys()].filter((key) => !(key in known) && key !== 'state'),
      url.pathname !== '/oauth2/authorize' && 'path',
      query.get('client_id') !== applicationId && 'client_id',
      query.get('response_type') !== 'code' && 'response_type',
      !scopes.includes('bot') && 'scope',
      !/^\d+$/.test(query.get('permissions') ?? '') && 'permissions',
      !['0', null].includes(query.get('integration_type')) && 'integration_type',
      !query.get('redirect_uri') && 'redirect_uri',
    ].filter(Boolean);
    if (wrong.length > 0) throw new Error(`Discord shows an error: ${wrong.join(', ')}`);
    const back = new URL(query.get('redirect_uri')!);
    back.searchParams.set('state', query.get('state') ?? '');
    if (answer === 'cancel') {
      back.searchParams.set('error', 'access_denied');
      back.searchParams.set('error_description', 'The resource owner or authorization server denied the request');
      return back.href;
    }
    const who = { user: '1000000000000000001', ...given };
    const code = randomUUID();
    codes.set(code, { who, redirect: query.get('redirect_uri')!, scope: scopes.join(' ') });
    join(who);
    back.searchParams.set('code', code);
    back.searchParams.set('guild_id', who.guild);
    back.searchParams.set('permissions', query.get('permissions')!);
    return back.href;
  }

  function token(body: Record<string, unknown>) {
    const held = codes.get(String(body.code));
    codes.delete(String(body.code));
    if (body.client_id !== applicationId || body.client_secret !== clientSecret)
      throw new Refused(401, 0, 'invalid_client');
    if (body.grant_type !== 'authorization_code' || !held || held.redirect !== body.redirect_uri)
      throw new Refused(400, 0, 'invalid_grant');
    const access = randomUUID();
    tokens.set(access, held.who);
    return {
      token_type: 'Bearer',
      access_token: access,
      expires_in: 604_800,
      refresh_token: randomUUID(),
      scope: held.scope,
      guild: { id: held.who.guild, name: guilds.get(held.who.guild) ?? '', owner_id: held.who.user ?? '' },
    } satisfies Token;
  }

  return {
    guilds,
    asked,
    join,
    leave,
    consent,
    token,
    channelOf,
    whose: (authorization: string) => {
      const who = tokens.get(authorization.replace(/^Bearer /, ''));
      if (!who) throw new Refused(401, 0, '401: Unauthorized');
      const { user: id = '', userName = 'Ana Prado' } = who;
      return {
        id,
        username: 'ana',
        discriminator: '0',
        avatar: null,
        global_name: userName,
        locale: 'pt-BR',
      } satisfies APIUser;
    },
    /** Why nothing can be sent into a channel, or to a person. */
    barred: (channel: string, person: string | undefined): Refused | undefined => {
      const guild = channels.get(channel);
      if (guild && !guilds.has(guild)) return new Refused(403, 50001, 'Missing Access');
      const shared = person ? people.get(person) : undefined;
      return shared && ![...shared].some((each) => guilds.has(each))
        ? new Refused(403, 50278, 'Cannot send messages to this user due to having no mutual guilds')
        : undefined;
    },
  };
}
