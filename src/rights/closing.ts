import { z } from 'zod';
import type { Ctx } from '../kit/ctx.ts';
import { action } from '../kit/definition.ts';
import type { View } from '../kit/view.ts';
import { closeDays } from './schema.ts';
import { closeLater, keepOpen } from './service/firm.ts';

const base = { command: 'configurar', permission: 'manage', answers: 'update', input: z.object({}) } as const;

const said = (tone: View['tone'], ...lines: string[]): View => ({
  tone,
  blocks: lines.map((text) => ({ kind: 'text', text })),
});

/** What ending the account means, before anybody does it. */
export const closeAsk = action({
  ...base,
  name: 'rights.closeAsk',
  run: async (ctx: Ctx) => {
    const w = ctx.w.rights.firm;
    return {
      title: w.closeTitle(ctx.firm.name),
      tone: 'bad',
      blocks: [
        ...said('bad', w.closeText(closeDays), w.closeGoes, w.closeStays, w.closeTake, w.closeChat).blocks,
        {
          kind: 'buttons',
          buttons: [
            { label: w.closeYes, style: 'danger', press: close.press({}) },
            { label: w.closeNo, press: stay.press({}) },
          ],
        },
      ],
    };
  },
});

const close = action({
  ...base,
  name: 'rights.close',
  run: async (ctx: Ctx) => {
    const w = ctx.w.rights.firm;
    const at = ctx.w.connections.instant(await closeLater(ctx), ctx.firm.timeZone);
    return {
      ...said('warn', w.closing(at)),
      blocks: [
        { kind: 'text', text: w.closing(at) },
        { kind: 'buttons', buttons: [{ label: w.keep, style: 'primary', press: keepAccount.press({}) }] },
      ],
    };
  },
});

const stay = action({
  ...base,
  name: 'rights.closeNot',
  run: async (ctx: Ctx) => said('plain', ctx.w.rights.firm.nothing),
});

export const keepAccount = action({
  ...base,
  name: 'rights.keepAccount',
  run: async (ctx: Ctx) => {
    await keepOpen(ctx);
    return said('good', ctx.w.rights.firm.kept);
  },
});

export const closingActions = [closeAsk, close, stay, keepAccount];
