import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import { UserError } from '../kit/errors.ts';
import type { Words } from '../kit/words.ts';
import type { ImportReport } from '../portfolio/import/report.ts';
import { runImport } from '../portfolio/import/service.ts';
import { fileSource, type Source } from '../portfolio/import/source.ts';
import { systemCtx, withHouse } from './house.ts';
import { firmNamed } from './reads.ts';
import type { Asked, Verb } from './verb.ts';

/** The file, to be read piece by piece; one that cannot be opened is said before anything else happens. */
async function sourceOf(file: string): Promise<Source> {
  const unreadable = () => new UserError('unreadable', (w) => w.cli.unreadable(file));
  const handle = await open(file, 'r').catch(() => {
    throw unreadable();
  });
  const isFile = (await handle.stat()).isFile();
  await handle.close();
  if (!isFile) throw unreadable();
  return fileSource(file);
}

/** So many refused lines are shown one by one; --json has them all. */
const shownRefusals = 50;
/** Between two lines of progress, in milliseconds. */
const pause = 1000;

const jsonOf = (w: Words, firm: string, file: string, report: ImportReport) => ({
  firm,
  file,
  format: report.format,
  rows: report.lines,
  valid: report.good,
  rejected: report.byReason,
  created: report.created,
  changed: report.changed,
  revived: report.revived,
  unchanged: report.unchanged,
  unknownColumns: report.unknown,
  refusals: report.refusals.map((each) => ({ ...each, message: w.importing.reasons[each.reason] })),
});

function linesOf(w: Words, report: ImportReport): string[] {
  const { importing, format } = w;
  const facts = (['created', 'changed', 'revived', 'unchanged', 'refused'] as const).map((key) => [importing[key], report[key]] as const);
  const refusal = ({ line, column, reason, value, other }: ImportReport['refusals'][number]) =>
    [
      `  ${importing.line} ${format.number(line)}`,
      ...(column ? [importing.columns[column]] : []),
      other === undefined ? importing.reasons[reason] : importing.duplicateOf(other),
      ...(value ? [`“${value}”`] : []),
    ].join(' · ');
  const hidden = report.refused - Math.min(report.refusals.length, shownRefusals);
  return [
    `${importing.good}: ${importing.goodOf(report.good, report.lines)}`,
    ...facts.filter(([, n]) => n > 0).map(([label, n]) => `${label}: ${format.number(n)}`),
    ...report.refusals.slice(0, shownRefusals).map(refusal),
    ...(hidden > 0 ? [`  ${importing.more(hidden)}`] : []),
    ...(report.unknown.length > 0 ? [`${importing.unknown}: ${format.list(report.unknown)}`] : []),
  ];
}

async function importFile(asked: Asked) {
  const { w, file, flags } = asked;
  const source = await sourceOf(file);
  return withHouse(asked, async (house) => {
    const firm = await firmNamed(house.data, flags.firm!);
    let told = Date.now();
    const report = await runImport(systemCtx(house, asked, firm), source, basename(file), ({ lines }) => {
      if (Date.now() - told < pause) return;
      told = Date.now();
      asked.progress(w.importing.reading(lines));
    });
    return { ok: true, json: jsonOf(w, firm.id, file, report), lines: linesOf(w, report) };
  });
}

export const importVerb: Verb = {
  name: 'import',
  takesFile: true,
  flags: { firm: { value: 'FIRM', required: true } },
  run: importFile,
};
