import { browserConsole } from '../adapters/console/platform.ts';
import { discord } from '../adapters/discord/platform.ts';
import { slack } from '../adapters/slack/platform.ts';

/** Where people can write to the bot. Configuration, `.env.example`, the doctor and `firm create` are made of it. */
export const platforms = [slack, discord, browserConsole] as const;

/** Those of the list, by their names. */
export type ListedPlatform = (typeof platforms)[number]['name'];
