import { browserConsole } from '../adapters/console/platform.ts';
import { discord } from '../adapters/discord/platform.ts';
import { slack } from '../adapters/slack/platform.ts';
import type { Config } from './config.ts';
import type { Adding } from './kit/installs.ts';

/** Where people can write to the bot. Configuration, `.env.example`, the doctor and `firm create` are made of it. */
export const platforms = [slack, discord, browserConsole] as const;

/** Where a browser begins to add the app, on each platform where anybody may. */
export const installPaths = (config: Config): readonly { platform: ListedPlatform; path: string }[] =>
  platforms.flatMap(({ name, ...rest }) => {
    const path = 'installAt' in rest ? rest.installAt?.(config) : undefined;
    return path ? [{ platform: name, path }] : [];
  });

/** The same as whole addresses, for the firm that gave a code. */
export const addingTo = (config: Config, publicUrl: string): Adding => {
  const paths = installPaths(config);
  return (code) => paths.map(({ platform, path }) => ({ platform, url: `${publicUrl}${path}?code=${code}` }));
};

/** Those of the list, by their names. */
export type ListedPlatform = (typeof platforms)[number]['name'];
