import { type APIApplication, Routes } from 'discord.js';
import { createRest, failureOf, within } from './api.ts';

/** Which application this is; or 'unauthorized', 'application', 'guild', 'unreachable', or Discord's own words for what is wrong. */
export type DiscordCheck = { ok: true; name: string } | { ok: false; code: string };

/** Whether Discord knows the token, whether it is that application's, and whether the bot is in the server. */
export async function checkDiscord({
  token,
  applicationId,
  guildId,
  apiUrl,
  timeoutMs = 5000,
}: {
  token: string;
  applicationId?: string;
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
    if (!guildId) return { ok: true, name };
    return await get(Routes.guild(guildId)).then(
      () => ({ ok: true, name }) as const,
      (error) => (failureOf(error).passing ? refusal(error) : { ok: false, code: 'guild' }),
    );
  } catch (error) {
    return refusal(error);
  }
}
