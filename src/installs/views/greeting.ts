import * as firms from '../../firms/presses.ts';
import type { Settled } from '../../kit/installs.ts';
import { text, type View } from '../../kit/view.ts';
import type { Words } from '../../kit/words.ts';

type Greeted = Exclude<Settled['as'], 'whole'>;

/** What whoever added the app reads first: what is so now, where to begin, and the three steps after it. */
export function greeting(w: Words, as: Greeted, firm: string): View {
  const say = w.installs;
  const press = as === 'badCode' ? firms.setUp.press({}) : firms.editFirm.press({});
  const facts = Object.entries(say.step).map(([name, value]) => ({ label: `/${name}`, value }));
  return {
    title: say.thanks,
    tone: as === 'badCode' ? 'warn' : 'good',
    blocks: [
      text(as === 'badCode' ? say.badCode : say[as](firm)),
      // Whose firm it was before says itself who may change it.
      ...(as === 'known'
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
