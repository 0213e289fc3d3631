#!/usr/bin/env node
import { backupVerb } from './cli/backup.ts';
import { digestRunVerb } from './cli/digest.ts';
import { doctorVerb } from './cli/doctor.ts';
import { firmCreateVerb, firmEraseVerb, firmExportVerb, firmLinkVerb } from './cli/firm.ts';
import { importVerb } from './cli/import.ts';
import { mcpVerb } from './cli/mcp.ts';
import { migrateVerb } from './cli/migrate.ts';
import { run } from './cli/run.ts';
import { ownEnvironment } from './config.ts';
import { growSlowly, stayYoung } from './heap.ts';
import { createPrivately } from './permissions.ts';

growSlowly();
stayYoung();
createPrivately();

process.exitCode = await run(
  process.argv.slice(2),
  [
    doctorVerb,
    firmCreateVerb,
    firmLinkVerb,
    firmExportVerb,
    firmEraseVerb,
    importVerb,
    digestRunVerb,
    backupVerb,
    migrateVerb,
    mcpVerb,
  ],
  {
    env: ownEnvironment(),
    out: (text) => process.stdout.write(text),
    err: (text) => process.stderr.write(text),
    now: () => new Date(),
  },
);
