import { z } from 'zod';
import type { Ctx } from '../../kit/ctx.ts';
import { action, command, type Feature, form } from '../../kit/definition.ts';
import { UserError } from '../../kit/errors.ts';
import { field } from '../../kit/field.ts';
import type { FileIn } from '../../kit/incoming.ts';
import type { View } from '../../kit/view.ts';
import { keepUpload, takeUpload } from '../service.ts';
import { previewImport, runImport } from './service.ts';
import { bytesSource } from './source.ts';
import { chooseBlock, doneView, previewView, progressView, startView } from './views/preview.ts';

/** What a chat lets through is held to this; the command line takes more. */
const maxBytes = 20 * 1024 * 1024;
/** Lines between two signs of life: about a second of work. The platforms see to it that they are not too many. */
const stride = 2_000;

/** Calls `show` now and then: long work shows how far it has come, short work says nothing. */
function sometimes(ctx: Ctx, line: (done: number) => string): (report: { lines: number }) => Promise<void> {
  let next = stride;
  return async ({ lines }) => {
    if (lines < next) return;
    next = lines + stride;
    await ctx.progress(progressView(line(lines)));
  };
}

/** A file that is refused may be followed by a better one at once. */
async function orAnother<T>(ctx: Ctx, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof UserError) || !error.code.startsWith('import-')) throw error;
    throw new UserError(error.code, error.say, { blocks: [chooseBlock(ctx.w, choose.press({}))] });
  }
}

async function preview(ctx: Ctx, file: FileIn): Promise<View> {
  const bytes = await file.read(maxBytes);
  const report = await orAnother(ctx, () => previewImport(ctx, bytesSource(bytes), sometimes(ctx, ctx.w.importing.reading)));
  const changes = report.created + report.changed + report.revived > 0;
  const cancelled = cancel.press({});
  if (!changes) return previewView(ctx.w, file.name, report, { cancel: cancelled });
  const id = await keepUpload(ctx, { name: file.name, bytes });
  return previewView(ctx.w, file.name, report, { run: run.press({ id, lines: report.lines }), cancel: cancel.press({ id }) });
}

const run = action({
  name: 'import.run',
  command: 'importar',
  permission: 'import',
  answers: 'update',
  input: z.object({ id: z.uuid(), lines: z.number().int().min(0).optional() }),
  run: async (ctx, { id, lines = 0 }) => {
    const upload = await takeUpload(ctx, id);
    if (!upload) throw new UserError('gone', (w) => w.importing.uploadGone);
    const report = await runImport(
      ctx,
      upload.source,
      upload.name,
      sometimes(ctx, (done) => ctx.w.importing.importing(done, Math.max(done, lines))),
    );
    return doneView(ctx.w, report, { action: 'clients.own', input: {} });
  },
});

const cancel = action({
  name: 'import.cancel',
  command: 'importar',
  permission: 'import',
  answers: 'update',
  input: z.object({ id: z.uuid().optional() }),
  run: async (ctx, { id }): Promise<View> => {
    if (id) await takeUpload(ctx, id);
    return { blocks: [{ kind: 'text', text: ctx.w.importing.cancelled }] };
  },
});

const file = field.file((w) => w.importing.file);

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

const importCommand = command({
  name: 'importar',
  title: (w) => w.importing.title,
  summary: (w) => w.importing.summary,
  permission: 'import',
  // Not 'form': with a file given, reading it may take longer than Discord waits for a form.
  answers: 'private',
  examples: [{ typed: () => '', does: (w) => w.importing.example }],
  input: z.object({ file: file.optional() }),
  run: async (ctx, { file: given }) => (given ? preview(ctx, given) : startView(ctx.w, choose.press({}))),
});

export const importing: Feature = { commands: [importCommand], actions: [run, cancel, choose], forms: [fileForm] };
