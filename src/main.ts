import { pino } from 'pino';
import { languageOf } from './cli/parse.ts';
import { problemLines, problemsOf } from './cli/problems.ts';
import { command } from './command.ts';
import { type Config, ConfigError, ownEnvironment, readConfig } from './config.ts';
import { growSlowly } from './heap.ts';
import { createPrivately, keepPrivate } from './permissions.ts';
import { words } from './words/index.ts';

const w = words[languageOf([], ownEnvironment())];
const say = (line: string) => process.stderr.write(line);

function configured(): Config {
  try {
    return readConfig();
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    say(`${problemLines(w.cli.configuration(error.problems.length), problemsOf(w, error))}\n\n${command} doctor\n`);
    process.exit(1);
  }
}

growSlowly();
createPrivately();
const config = configured();
keepPrivate(config);
const log = pino({ level: config.LOG_LEVEL });
// Everything else is loaded only now: what is wrong with a variable is said at once.
const { start } = await import('./boot.ts');
const bot = (await start(config, { log, w, say })) ?? process.exit(1);
if (bot.open) process.stdout.write(`\n  ${words['pt-BR'].web.open(bot.open)}\n\n`);

const stop = () => void bot.stop().then(() => process.exit(0));
process.on('SIGTERM', stop);
process.on('SIGINT', stop);
process.on('unhandledRejection', (error) => log.error({ err: error }, 'a promise was rejected and nobody listened'));
