import { createCore } from '../../src/core.ts';
import type { Data } from '../../src/data/client.ts';
import { menuId } from '../../src/kit/arrange.ts';
import type { SealedView } from '../../src/kit/view.ts';
import { acts, type Person, person, quiet, testNow, testSecret } from '../house.ts';
import type { Asked } from './oracle.ts';

/** The clients a list shows, by id. */
export const idsOf = (view: SealedView): string[] =>
  view.blocks.flatMap((block) =>
    block.kind === 'choice' && block.press.startsWith('clients.card') ? block.options.map((each) => each.value) : [],
  );

export const buttonOf = (view: SealedView, label: string): string | undefined =>
  acts(view).flatMap((each) => (each.label === label && each.press ? [each.press] : []))[0];

/** Every id that a view can send back. */
export const pressesOf = (view: SealedView): string[] =>
  view.blocks
    .flatMap((block) => {
      return (block.kind === 'choice' && block.press !== menuId) || block.kind === 'search' ? [block.press] : [];
    })
    .concat(acts(view).flatMap(({ press }) => press ?? []));

/** The same person, in front of a core that has just been started, and that nobody can ask too much of. */
export const afresh = (data: Data, who: Person, clock = () => testNow): Person =>
  person(
    createCore({ data, secret: testSecret, publicUrl: 'http://localhost:3000', clock, limit: () => 0, log: quiet }),
    who.place,
    who.memberId,
  );

/** `/clientes` with options, as Discord sends it. */
export async function ask(who: Person, options: Asked): Promise<SealedView> {
  const outcome = await who.ask({ kind: 'command', command: 'clientes', options: { ...options } });
  if (outcome.kind !== 'view') throw new Error('expected a view');
  return outcome.view;
}

/** Presses a button until it is gone; the pages seen, the first one included. */
export async function turn(who: Person, first: SealedView, label: string, most = 40): Promise<SealedView[]> {
  const pages = [first];
  for (let press = buttonOf(first, label); press; press = buttonOf(pages.at(-1)!, label)) {
    if (pages.length > most) throw new Error('the pages have no end');
    pages.push(await who.press(press));
  }
  return pages;
}
