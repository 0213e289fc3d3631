import { type APIApplication, type REST, Routes } from 'discord.js';
import { createRest, failureOf, within } from './api.ts';
import { askForToken } from './install.ts';

/** Which application this is; or 'unauthorized', 'application', 'discordClient', 'guild', 'unreachable', or Discord's own words for what is wrong. */
export type DiscordCheck = { ok: true; name: string } | { ok: false; code: string };

/** Whether a secret is the application's: a code that is none is refused in another way than a secret that is none. */
async function isSecret(rest: REST, applicationId: string, secret: string, timeoutMs: number): Promise<boolean> {
  try {
    await within(timeoutMs, (signal) => askForToken(rest, { applicationId, secret, code: 'none', signal }));
    return true;
  } catch (error) {
    const { status } = failureOf(error);
    if (status !== 400 && status !== 401) throw error;
    return status === 400;
  }
}

/** Whether Discord knows the token, whether it is that application's, and whether the bot is in the server. */
export async function checkDiscord({
  token,
  applicationId,
  clientSecret,
  guildId,
  apiUrl,
  timeoutMs = 5000,
}: {
  token: string;
  applicationId?: string;
  clientSecret?: string;
  guildId?: string;
  apiUrl: string;
  timeoutMs?: number;
}): Promise<DiscordCheck> {
  const rest = createRest(apiUrl, token, { timeout: timeoutMs, retries: 0 });
  const get = (route: `/${string}`) => within(timeoutMs, (signal) => rest.get(route, { signal }));
  const refusal = (error: unknown): { ok: false; code: string } => {
    const { status, reason, passing } = failureOf(error);
    return {
      ok: false,
      code: status === 401 ? 'unauthorized' : passing && status === undefined ? 'unreachable' : reason,
    };
  };
  try {
    const { name, id } = (await get(Routes.currentApplication())) as APIApplication;
    if (applicationId && id !== applicationId) return { ok: false, code: 'application' };
    if (clientSecret && !(await isSecret(rest, id, clientSecret, timeoutMs)))
      return { ok: false, code: 'discordClient' };
    if (!guildId) return { ok: true, name };
    return await get(Routes.guild(guildId)).then(
      () => ({ ok: true, name }) as const,
      (error) => (failureOf(error).passing ? refusal(error) : { ok: false, code: 'guild' }),
    );
  } catch (error) {
    return refusal(error);
  }
}
