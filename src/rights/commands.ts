import { z } from 'zod';
import { action, type Feature } from '../kit/definition.ts';
import { UserError } from '../kit/errors.ts';
import { cut } from '../kit/text.ts';
import { eraseClient, exportClient, nameOf } from './service.ts';

const one = z.object({ id: z.uuid() });
const gone = () => new UserError('gone', (w) => w.rights.gone);

const exportRights = action({
  name: 'rights.export',
  command: 'cliente',
  permission: 'manage',
  answers: 'private',
  input: one,
  run: async (ctx, { id }) => {
    const file = await exportClient(ctx, id);
    if (!file) throw gone();
    return { tone: 'good', blocks: [{ kind: 'text', text: ctx.w.rights.exported }], files: [file] };
  },
});

const eraseAsk = action({
  name: 'rights.eraseAsk',
  command: 'cliente',
  permission: 'manage',
  answers: 'private',
  input: one,
  run: async (ctx, { id }) => {
    const name = await nameOf(ctx, id);
    if (!name) throw gone();
    return {
      tone: 'bad',
      title: ctx.w.rights.eraseTitle(cut(name, 100)),
      blocks: [
        { kind: 'text', text: ctx.w.rights.eraseText },
        {
          kind: 'buttons',
          buttons: [
            { label: ctx.w.rights.exportFirst, press: exportRights.press({ id }) },
            { label: ctx.w.rights.eraseYes, style: 'danger', press: erase.press({ id }) },
            { label: ctx.w.rights.eraseNo, press: keep.press({}) },
          ],
        },
      ],
    };
  },
});

const erase = action({
  name: 'rights.erase',
  command: 'cliente',
  permission: 'manage',
  answers: 'update',
  input: one,
  run: async (ctx, { id }) => {
    if (!(await eraseClient(ctx, id))) throw gone();
    return { tone: 'good', blocks: [{ kind: 'text', text: ctx.w.rights.erased }] };
  },
});

const keep = action({
  name: 'rights.keep',
  command: 'cliente',
  permission: 'manage',
  answers: 'update',
  input: z.object({}),
  run: async (ctx) => ({ blocks: [{ kind: 'text', text: ctx.w.rights.kept }] }),
});

export const rights: Feature = { actions: [exportRights, eraseAsk, erase, keep] };
