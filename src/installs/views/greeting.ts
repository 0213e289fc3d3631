import * as firms from '../../firms/presses.ts';
import type { Ctx } from '../../kit/ctx.ts';
import { text, type View } from '../../kit/view.ts';
import type { Words } from '../../kit/words.ts';
import type { Greeted } from '../service/senders.ts';

/** What whoever added the app reads first: what is so now, where to begin, and the three steps after it. */
export function greeting(w: Words, { as, apart, platform, firm }: Greeted): View {
  const say = w.installs;
  const press = as === 'badCode' ? firms.setUp.press({}) : firms.editFirm.press({});
  const facts = Object.entries(say.step).map(([name, value]) => ({ label: `/${name}`, value }));
  return {
    title: say.thanks,
    tone: as === 'badCode' ? 'warn' : 'good',
    blocks: [
      text(as === 'badCode' ? say.badCode(platform, apart === true) : say[as](firm, platform)),
      // Whose firm it was before says itself who may change it.
      ...(as === 'known' || (as === 'badCode' && apart)
        ? []
        : [
            {
              kind: 'buttons' as const,
              buttons: [{ label: say.configure, style: 'primary' as const, press }],
            },
          ]),
      ...(as === 'badCode' ? [] : [text(say.steps), { kind: 'facts' as const, facts }]),
    ],
  };
}

/** What is to be allowed that was not before, each with its reason. */
export const moreView = ({ w }: Pick<Ctx, 'w'>, platform: string, scopes: readonly string[], url: string): View => ({
  title: w.installs.moreTitle(platform),
  tone: 'warn',
  blocks: [
    text(w.installs.more),
    {
      kind: 'facts',
      facts: scopes.map((scope) => ({ label: scope, value: w.platforms[platform]?.scopes?.[scope] ?? '' })),
    },
    { kind: 'buttons', buttons: [{ label: w.installs.allow, style: 'primary', url }] },
  ],
});
