import { z } from 'zod';
import { reasonAgainst } from '../clients/gates.ts';
import { clientOf } from '../clients/reads/client.ts';
import type {} from '../clients/steps.ts';
import { action } from '../kit/definition.ts';
import { UserError } from '../kit/errors.ts';
import { cut } from '../kit/text.ts';
import { type Button, text } from '../kit/view.ts';
import { closingActions } from './closing.ts';
import { eraseClient } from './service/client.ts';
import { eraseMember } from './service/member.ts';
import { exportClient } from './service/tell.ts';

const one = z.object({ id: z.uuid() });
const gone = () => new UserError('gone', (w) => w.rights.gone);

const exportRights = action({
  name: 'rights.export',
  command: 'cliente',
  permission: 'manage',
  answers: 'private',
  input: one,
  run: async (ctx, { id }) => {
    const files = await exportClient(ctx, id);
    if (!files) throw gone();
    return { tone: 'good', blocks: [{ kind: 'text', text: ctx.w.rights.exported }], files };
  },
});

export const eraseAsk = action({
  name: 'rights.eraseAsk',
  command: 'cliente',
  permission: 'manage',
  answers: 'private',
  input: one,
  run: async (ctx, { id }) => {
    const client = await clientOf(ctx, id);
    if (!client) throw gone();
    const { rights: say } = ctx.w;
    const reason = reasonAgainst('erase', client.standing);
    // What must be over first is offered in the place of what would be refused.
    const first: Button[] =
      reason === undefined
        ? [{ label: say.eraseYes, style: 'danger', press: erase.press({ id }) }]
        : ctx.registry.given('endsFirst').flatMap((button) => button(ctx.w, client) ?? []);
    const why = reason === undefined ? [] : [text(reason === 'connected' ? say.connected : say.pending)];
    return {
      tone: reason === undefined ? 'bad' : 'warn',
      title: say.eraseTitle(cut(client.name, 100)),
      blocks: [
        { kind: 'text', text: say.eraseText },
        ...why,
        text(say.eraseGoes),
        text(say.eraseStays),
        text(say.eraseChat),
        {
          kind: 'buttons',
          buttons: [
            { label: say.exportFirst, press: exportRights.press({ id }) },
            ...first,
            { label: say.eraseNo, press: keep.press({}) },
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

/** Of somebody who has left: at once, and not only when the term is over. */
export const eraseLeaver = action({
  name: 'rights.eraseMember',
  command: 'equipe',
  permission: 'manage',
  answers: 'private',
  input: one,
  run: async (ctx, { id }) => {
    const done = await eraseMember(ctx, id);
    return {
      tone: 'good',
      blocks: [{ kind: 'text', text: done ? ctx.w.rights.memberErased(id.slice(-6)) : ctx.w.rights.memberBefore }],
    };
  },
});

export const rightsActions = [exportRights, eraseAsk, erase, keep, eraseLeaver, ...closingActions];
