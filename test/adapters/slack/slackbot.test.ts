import fc from 'fast-check';
import { expect, test } from 'vitest';
import { slackbotBlocks } from '../../../adapters/slack/slackbot.ts';

import { slackWords } from '../../fakes/slack/driver.ts';
import { refuseMessage } from '../../fakes/slack/limits.ts';
import { arbitraryView } from '../../views.ts';

interface Shown {
  type: string;
  elements?: { type: string; action_id?: string; value?: string; url?: string }[];
  accessory?: { type: string; action_id?: string; options?: { value: string }[] };
}

/** Another id for each press and choice, as the desk gives them. */
const idOf = () => {
  const given = new Map<string, string>();
  return (press: string, picked = '') => {
    const key = `${press}\n${picked}`;
    if (!given.has(key)) given.set(key, `m${given.size}`);
    return given.get(key);
  };
};

/** One block that Slackbot does not take, and it shows none of them. */
test('whatever a view holds, Slackbot takes all of its blocks, and what is clicked is a call of a tool', () => {
  fc.assert(
    fc.property(arbitraryView, (view) => {
      const blocks = slackbotBlocks(view, slackWords, idOf());
      expect(refuseMessage({ text: 'x', blocks })).toEqual([]);
      for (const { type, elements = [], accessory } of blocks as Shown[]) {
        expect(['actions', 'context', 'header', 'rich_text', 'section', 'table']).toContain(type);
        if (type === 'actions') {
          expect(elements).toHaveLength(1);
          const [{ action_id, value, url }] = elements as [NonNullable<Shown['elements']>[0]];
          if (!url)
            expect([action_id, JSON.parse(value!)]).toEqual(['tool:click', { id: expect.stringMatching(/^m\d+$/) }]);
        }
        for (const { value } of accessory?.options ?? []) expect(JSON.parse(value)).toHaveProperty('id');
        if (accessory)
          expect([accessory.type, accessory.action_id]).toEqual([
            expect.stringMatching(/^(button|static_select)$/),
            'tool:click',
          ]);
      }
    }),
    { numRuns: 100, interruptAfterTimeLimit: 8_000 },
  );
});
