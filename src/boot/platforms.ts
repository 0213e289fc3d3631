import type { Config } from '../config.ts';
import type { Surface } from '../kit/incoming.ts';
import type { PlatformParts } from '../kit/platform.ts';
import { platforms } from '../platforms.ts';

/** The platforms that are configured, in the order of the list. */
export const openPlatforms = (config: Config, parts: PlatformParts): Promise<Surface[]> =>
  Promise.all(platforms.filter(({ name }) => config[name]).map((platform) => platform.load(config, parts)));
