import fc from 'fast-check';
import { expect, test } from 'vitest';
import { renderModal } from '../../../adapters/discord/modal.ts';
import { renderMessage } from '../../../adapters/discord/render.ts';
import { identified, originalId } from '../../../adapters/discord/twins.ts';
import type { SealedView } from '../../../src/kit/view.ts';
import { checkMessage, checkModal, type Part } from '../../fakes/discord/limits.ts';
import { look, pings } from '../../fakes/discord/rendered.ts';
import { arbitraryForm, arbitraryView } from '../../views.ts';
import { testWords } from './words.ts';

const pressed = (view: SealedView): Set<string> =>
  new Set(
    view.blocks.flatMap((block) =>
      block.kind === 'buttons'
        ? block.buttons.flatMap((each) => ('press' in each ? [each.press] : []))
        : block.kind === 'choice' && block.options.some((each) => each.value.trim())
          ? [block.press]
          : block.kind === 'table'
            ? (block.acts ?? []).flatMap((row) => row.slice(0, 1).map((act) => act.press))
            : [],
    ),
  );

test('every View fits Discord', () => {
  fc.assert(
    fc.property(arbitraryView, (view) => {
      const { body, files } = renderMessage(view, testWords);
      const parts = body.components as unknown as Part[];
      const attached = files.map((file) => ({ name: file.name, size: file.data.byteLength }));
      expect(checkMessage(body as unknown as Record<string, unknown>, attached)).toEqual({
        problems: [],
        breaks: false,
      });
      expect(pings(parts, body.allowed_mentions)).toEqual([]);
      const seen = look(parts);
      // Nothing of what was said becomes a mention or a link by itself.
      expect(seen.text).not.toMatch(/⟦(?:@(?:everyone|here)|<[@#:/ati]|https?:|steam:)/);
      const meant = pressed(view);
      const ids = [...identified(body.components)].map((each) => originalId(each.custom_id, body.components));
      for (const id of ids) expect(meant).toContain(id);
      if (new Set(ids).size < meant.size) expect(seen.text).toMatch(/e mais \d+:/);
    }),
    { numRuns: 400 },
  );
});

test('every form fits Discord', () => {
  fc.assert(
    fc.property(arbitraryForm, (form) => {
      const modal = renderModal(form) as unknown as Record<string, unknown>;
      expect(checkModal(modal)).toEqual([]);
      expect(
        (modal.components as Part[]).flatMap((row) => (row.component ? [(row.component as Part).custom_id] : [])),
      ).toEqual(form.fields.map((field) => field.name));
    }),
    { numRuns: 400 },
  );
});
