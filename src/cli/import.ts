import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import { UserError } from '../kit/errors.ts';
import type { Words } from '../kit/words.ts';
import { type Choices, noChoices } from '../portfolio/import/choices.ts';
import { headerKey } from '../portfolio/import/headers.ts';
import { correctedOf, type ImportReport, leftOutOf, whereIs } from '../portfolio/import/report.ts';
import { rememberColumns } from '../portfolio/import/service/remember.ts';
import { runImport } from '../portfolio/import/service.ts';
import { fileSource, type Source } from '../portfolio/import/source.ts';
import { encodingNamed, encodings } from '../portfolio/import/text.ts';
import { titleOf } from '../portfolio/import/views/cells.ts';
import { reportLines } from '../portfolio/import/views/plain.ts';
import { type ColumnName, columnNames } from '../portfolio/schema.ts';
import { systemCtx, withHouse } from './house.ts';
import { firmNamed } from './reads.ts';
import { type Invocation, misuse, type Verb } from './verb.ts';

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

/** Between two lines of progress, in milliseconds. */
const pause = 1000;

/** A field by its code or by what the reader's language calls it. */
function fieldNamed(w: Words, typed: string): ColumnName | 'none' | undefined {
  const wanted = typed.trim().toLowerCase();
  if (['none', 'nenhum', 'nenhuma', '-'].includes(wanted)) return 'none';
  return columnNames.find(
    (name) => name.toLowerCase() === wanted || w.importing.columns[name].toLowerCase() === wanted,
  );
}

/** What the flags say of the file: the same as the presses of a preview. */
function choicesOf({ w, flags }: Invocation): Choices {
  const columns: Choices['columns'] = {};
  for (const typed of flags.column?.split('\n') ?? []) {
    const at = typed.lastIndexOf('=');
    const field = at > 0 ? fieldNamed(w, typed.slice(at + 1)) : undefined;
    if (!field) throw misuse((say) => say.cli.noColumn(typed, [...columnNames, 'none']));
    columns[headerKey(typed.slice(0, at))] = field;
  }
  const encoding = flags.encoding === undefined ? undefined : encodingNamed(flags.encoding);
  if (flags.encoding !== undefined && !encoding) throw misuse((say) => say.cli.noEncoding(flags.encoding!, encodings));
  return {
    ...noChoices,
    columns,
    encoding,
    setAside: flags['include-set-aside'] ? 'all' : [],
    without: flags['include-without'] ? 'all' : [],
  };
}

/** Titles with the fields they were taken for; two of the same name are told apart by a number. */
function columnsJson(w: Words, { titles }: ImportReport): Record<string, ColumnName | null> {
  const named: Record<string, ColumnName | null> = Object.create(null);
  for (const title of titles) {
    const header = titleOf(w, title);
    let name = header;
    for (let n = 2; name in named; n++) name = `${header} (${n})`;
    named[name] = title.column ?? null;
  }
  return named;
}

function jsonOf(w: Words, firm: string, file: string, report: ImportReport) {
  const { importing } = w;
  const placed = <T extends { line: number }>(each: T) => ({ ...each, ...whereIs(report, each.line) });
  const told = (list: ReturnType<typeof correctedOf>) =>
    list.map((each) => ({ ...placed(each), message: importing.kinds[each.kind] }));
  return {
    firm,
    file,
    format: report.format,
    encoding: report.encoding ?? null,
    ...(report.doubt ? { otherEncoding: report.doubt.other, doubtfulLetters: report.doubt.examples } : {}),
    ...(report.mixup ? { lettersMended: report.mixup } : {}),
    sheets: report.sheets,
    columns: columnsJson(w, report),
    dates: report.dates,
    mismatched: report.mismatched,
    rows: report.lines,
    valid: report.good,
    rejected: report.byReason,
    created: report.created,
    changed: report.changed,
    revived: report.revived,
    unchanged: report.unchanged,
    connections: report.connections,
    left: report.left ?? null,
    unknownColumns: report.unknown,
    analysts: report.analysts,
    ignored: report.ignored,
    counts: { setAside: report.byAside, told: report.byKind },
    setAside: report.setAside.map(({ aside, ...each }) => ({
      ...placed(each),
      reason: aside,
      message: importing.asideKinds[aside],
    })),
    corrected: told(correctedOf(report)),
    leftOut: told(leftOutOf(report)),
    refusals: report.refusals.map((each) => ({
      ...placed(each),
      ...(each.other === undefined ? {} : { other: whereIs(report, each.other).line }),
      message: importing.reasons[each.reason],
    })),
  };
}

async function importFile(asked: Invocation) {
  const { w, file, flags } = asked;
  const choices = choicesOf(asked);
  const source = await sourceOf(file);
  return withHouse(asked, async (house) => {
    const firm = await firmNamed(house.data, flags.firm!);
    const ctx = systemCtx(house, asked, firm);
    let told = Date.now();
    const onProgress = ({ lines }: ImportReport) => {
      if (Date.now() - told < pause) return;
      told = Date.now();
      asked.progress(w.importing.reading(lines));
    };
    const report = await runImport(ctx, source, basename(file), onProgress, choices);
    // What was said of columns holds for the next file too, as in a chat.
    if (Object.keys(choices.columns).length > 0) await rememberColumns(ctx, choices.columns);
    return { ok: true, json: jsonOf(w, firm.id, file, report), lines: reportLines(w, report) };
  });
}

export const importVerb: Verb = {
  name: 'import',
  takesFile: true,
  flags: {
    firm: { value: 'FIRM', required: true },
    column: { value: 'HEADER=FIELD', many: true },
    encoding: { value: 'NAME' },
    'include-set-aside': {},
    'include-without': {},
  },
  run: importFile,
};
