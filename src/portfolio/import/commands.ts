import { z } from 'zod';
import { ownList } from '../../clients/presses.ts';
import { newId } from '../../data/id.ts';
import type { Ctx } from '../../kit/ctx.ts';
import { action, command, type Feature, form, shortcut } from '../../kit/definition.ts';
import { UserError } from '../../kit/errors.ts';
import { field } from '../../kit/field.ts';
import type { FileIn } from '../../kit/incoming.ts';
import type { View } from '../../kit/view.ts';
import { columnNames } from '../schema.ts';
import { changeUpload, keepUpload, openUpload, takeUpload, type Upload } from '../service.ts';
import type { Choices } from './choices.ts';
import { headerKey } from './headers.ts';
import { lastUndo } from './reads.ts';
import { titlesOf } from './refuse.ts';
import { rememberColumns } from './service/remember.ts';
import { undoImport } from './service/undo.ts';
import { previewImport, runImport } from './service.ts';
import { encodings } from './text.ts';
import { doneView, undoneView } from './views/done.ts';
import { previewView } from './views/preview.ts';
import { chooseBlock, nameView, progressView, startView } from './views/start.ts';

/** What a chat lets through is held to this; the command line takes more. */
const maxBytes = 20 * 1024 * 1024;
/** Lines between two signs of life: about a second of work. The platforms see to it that they are not too many. */
const stride = 2_000;
const base = { command: 'importar', permission: 'import', answers: 'update' } as const;

/** Calls `show` now and then: long work shows how far it has come, short work says nothing. */
function sometimes(ctx: Ctx, line: (done: number) => string): (report: { lines: number }) => Promise<void> {
  let next = stride;
  return async ({ lines }) => {
    if (lines < next) return;
    next = lines + stride;
    await ctx.progress(progressView(line(lines)));
  };
}

const gone = () => new UserError('gone', (w) => w.importing.uploadGone);

/** A kept file as it stands with all that was said of it. `asked`: the column that somebody wants to place. */
async function look(ctx: Ctx, { id, name, source, choices }: Upload, asked?: number): Promise<View> {
  const { w } = ctx;
  try {
    const report = await previewImport(ctx, source, sometimes(ctx, w.importing.reading), choices);
    const changes = report.created + report.changed + report.revived > 0;
    const doubt = report.doubt?.other;
    const presses = {
      run: changes ? run.press({ id, lines: report.lines }) : undefined,
      cancel: cancel.press({ id }),
      without: { all: adjust.press({ id, what: 'without', all: true }), some: adjust.press({ id, what: 'without' }) },
      aside: { all: adjust.press({ id, what: 'setAside', all: true }), some: adjust.press({ id, what: 'setAside' }) },
      column: (index: number) => column.press({ id, title: headerKey(report.titles[index]!.header) }),
      otherColumn: otherColumn.press({ id }),
      encoding: doubt && encoding.press({ id, encoding: doubt }),
    };
    return previewView(
      w,
      name,
      report,
      presses,
      asked !== undefined && asked < report.titles.length ? asked : undefined,
    );
  } catch (error) {
    if (!(error instanceof UserError) || !error.code.startsWith('import-')) throw error;
    const titles = titlesOf(error);
    // A file that is refused may be followed by a better one at once; one whose names nobody found, by saying where they are.
    if (titles.length === 0) throw new UserError(error.code, error.say, { blocks: [chooseBlock(w, choose.press({}))] });
    return nameView(w, name, error.say(w), titles, { name: nameColumn.press({ id }), choose: choose.press({}) });
  }
}

async function preview(ctx: Ctx, file: FileIn): Promise<View> {
  const bytes = await file.read(maxBytes);
  return look(ctx, await keepUpload(ctx, { name: file.name, bytes }));
}

/** Says more of a kept file, and shows what it comes to. */
async function say(ctx: Ctx, id: string, change: (before: Choices) => Choices): Promise<View> {
  const upload = await openUpload(ctx, id);
  if (!upload) throw gone();
  const choices = change(upload.choices);
  await changeUpload(ctx, id, choices);
  return look(ctx, { ...upload, choices });
}

const adjust = action({
  ...base,
  name: 'import.adjust',
  input: z.object({ id: z.uuid(), what: z.enum(['without', 'setAside']), all: z.boolean().optional() }),
  run: (ctx, { id, what, all }, picked) =>
    say(ctx, id, (before) => {
      const lines = before[what];
      if (all || lines === 'all') return { ...before, [what]: 'all' };
      const more = picked.map(Number).filter(Number.isSafeInteger);
      return { ...before, [what]: [...new Set([...lines, ...more])].slice(0, 500) };
    }),
});

const encoding = action({
  ...base,
  name: 'import.encoding',
  input: z.object({ id: z.uuid(), encoding: z.enum(encodings) }),
  run: (ctx, { id, encoding: said }) => say(ctx, id, (before) => ({ ...before, encoding: said })),
});

/** Says what a column is, for this file and for the firm's next one. */
async function place(ctx: Ctx, id: string, title: string, what: string | undefined): Promise<View> {
  const chosen = what === 'none' ? 'none' : columnNames.find((name) => name === what);
  if (!chosen) throw gone();
  const view = await say(ctx, id, (before) => ({ ...before, columns: { ...before.columns, [title]: chosen } }));
  await rememberColumns(ctx, { [title]: chosen });
  return view;
}

const column = action({
  ...base,
  name: 'import.column',
  input: z.object({ id: z.uuid(), title: z.string().max(200) }),
  run: (ctx, { id, title }, picked) => place(ctx, id, title, picked[0]),
});

const nameColumn = action({
  ...base,
  name: 'import.name',
  input: z.object({ id: z.uuid() }),
  run: (ctx, { id }, picked) => place(ctx, id, headerKey(picked[0] ?? ''), 'name'),
});

const otherColumn = action({
  ...base,
  name: 'import.other',
  input: z.object({ id: z.uuid() }),
  run: async (ctx, { id }, picked) => {
    const upload = await openUpload(ctx, id);
    if (!upload) throw gone();
    return look(ctx, upload, Number(picked[0]));
  },
});

const run = action({
  ...base,
  name: 'import.run',
  input: z.object({ id: z.uuid(), lines: z.number().int().min(0).optional() }),
  run: async (ctx, { id, lines = 0 }) => {
    const upload = await takeUpload(ctx, id);
    if (!upload) throw gone();
    const undoId = newId();
    const progress = sometimes(ctx, (done) => ctx.w.importing.importing(done, Math.max(done, lines)));
    const report = await runImport(ctx, upload.source, upload.name, progress, upload.choices, undoId);
    const changed = report.created + report.changed + report.revived > 0;
    return doneView(ctx.w, report, { list: ownList.press({}), undo: changed ? undo.press({ id: undoId }) : undefined });
  },
});

const undo = action({
  ...base,
  name: 'import.undo',
  input: z.object({ id: z.uuid() }),
  run: async (ctx, { id }) => {
    const undone = await undoImport(ctx, id);
    if (!undone) throw new UserError('gone', (w) => w.importing.undoGone);
    return undoneView(ctx.w, undone, ownList.press({}));
  },
});

const cancel = action({
  ...base,
  name: 'import.cancel',
  input: z.object({ id: z.uuid().optional() }),
  run: async (ctx, { id }): Promise<View> => {
    if (id) await takeUpload(ctx, id);
    return { blocks: [{ kind: 'text', text: ctx.w.importing.cancelled }] };
  },
});

/** How files are called that may hold a list. What they are, their content says. */
const endings = ['csv', 'tsv', 'txt', 'xlsx', 'xlsm', 'xls', 'xlsb', 'ods', 'htm', 'html'];
const file = field.file((w) => w.importing.file, endings);

const fileForm = form({
  name: 'import.form',
  command: 'importar',
  permission: 'import',
  answers: 'private',
  title: (w) => w.importing.formTitle,
  submit: (w) => w.importing.submit,
  input: z.object({}),
  fields: z.object({ file }),
  run: (ctx, _state, { file: chosen }) => preview(ctx, chosen),
});

const choose = action({
  name: 'import.choose',
  command: 'importar',
  permission: 'import',
  answers: 'form',
  input: z.object({}),
  run: async () => fileForm.open({}),
});

/** Where an import begins; the last one can still be undone from here. */
async function start(ctx: Ctx): Promise<View> {
  const last = await lastUndo(ctx);
  return startView(ctx.w, choose.press({}), last ? { file: last.file, press: undo.press({ id: last.id }) } : undefined);
}

const importCommand = command({
  name: 'importar',
  title: (w) => w.importing.title,
  summary: (w) => w.importing.summary,
  permission: 'import',
  // Not 'form': with a file given, reading it may take longer than Discord waits for a form.
  answers: 'private',
  examples: (w) => [{ typed: '', does: w.importing.example }],
  input: z.object({ file: file.optional() }),
  run: async (ctx, { file: given }) => (given ? preview(ctx, given) : start(ctx)),
});

/** A message's sheet, or else its only file: what it is, its content says. */
const importSheet = shortcut({
  name: 'import.sheet',
  on: 'message',
  permission: 'import',
  answers: 'private',
  title: (w) => w.shortcuts.importSheet.title,
  summary: (w) => w.shortcuts.importSheet.summary,
  run: async (ctx, { files }) => {
    const isSheet = ({ name }: FileIn) => endings.some((ending) => name.toLowerCase().endsWith(`.${ending}`));
    const sheet = files.find(isSheet) ?? files[0];
    if (!sheet)
      throw new UserError('no-sheet', (w) => w.shortcuts.noSheet, { blocks: [chooseBlock(ctx.w, choose.press({}))] });
    return preview(ctx, sheet);
  },
});

export const importing: Feature = {
  commands: [importCommand],
  actions: [run, cancel, choose, adjust, encoding, column, nameColumn, otherColumn, undo],
  forms: [fileForm],
  shortcuts: [importSheet],
};
