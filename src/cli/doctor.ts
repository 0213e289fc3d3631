import { type Config, ConfigError, readConfig } from '../config.ts';
import type { Words } from '../kit/words.ts';
import { checkAccounts } from './doctor/accounts.ts';
import type { Check } from './doctor/check.ts';
import { checkDatabase } from './doctor/database.ts';
import { checkFiles } from './doctor/files.ts';
import { checkAddress, checkMailServer, checkPlatforms } from './doctor/outside.ts';
import { checkSecret } from './doctor/secret.ts';
import { problemsOf } from './problems.ts';
import type { Invocation, Verb } from './verb.ts';

/** The floor of package.json's engines. */
const oldest = [20, 19] as const;

function checkNode(w: Words, version = process.versions.node): Check {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const old = major < oldest[0] || (major === oldest[0] && minor < oldest[1]);
  return { name: 'node', status: old ? 'problem' : 'ok', says: old ? w.cli.nodeOld(version) : version };
}

function checkConfig(w: Words, env: Invocation['env']): { config?: Config; checks: readonly Check[] } {
  try {
    const config = readConfig(env);
    return { config, checks: [{ name: 'config', status: 'ok', says: config.demo ? w.cli.demo : w.cli.configured }] };
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return { checks: problemsOf(w, error).map((says) => ({ name: 'config', status: 'problem', says })) };
  }
}

const checkers = [checkDatabase, checkSecret, checkFiles, checkAddress, checkPlatforms, checkMailServer, checkAccounts];

async function doctor({ w, env }: Invocation) {
  const { config, checks: first } = checkConfig(w, env);
  const outside = config ? await Promise.all(checkers.map((check) => check(w, config))) : [];
  const checks = [checkNode(w), ...first, ...outside.flat()];
  const problems = checks.filter((check) => check.status === 'problem').length;
  const title = (check: Check) => w.cli.checks[check.name] ?? check.name;
  const statuses = Math.max(...checks.map((check) => w.cli.statuses[check.status].length));
  const titles = Math.max(...checks.map((check) => title(check).length));
  return {
    ok: problems === 0,
    json: { checks },
    lines: [
      ...checks.map(
        (check) => `${w.cli.statuses[check.status].padEnd(statuses)}  ${title(check).padEnd(titles)}  ${check.says}`,
      ),
      '',
      problems === 0 ? w.cli.fine : w.cli.toFix(problems),
    ],
  };
}

export const doctorVerb: Verb = { name: 'doctor', flags: {}, run: doctor };
