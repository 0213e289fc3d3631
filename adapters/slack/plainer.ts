import { steps } from '../../src/kit/steps.ts';
import { note, type SealedView } from '../../src/kit/view.ts';
import { type Can, type Native, nativesIn } from './natives.ts';
import type { SlackMessage } from './render.ts';

/** One way to show a view. If Slack takes it, it takes `used`, and refuses `dropped`: that was all it had against the way before. */
export interface Try {
  message: SlackMessage;
  used: readonly Native[];
  dropped: readonly Native[];
}

/** Beyond chart and picture there is what they say. */
const said = (view: SealedView): SealedView => ({
  ...view,
  blocks: view.blocks.map((block) => (block.kind === 'image' ? note(block.alt) : block)),
});

/**
 * A view as well as a workspace may take it, and what is sent instead where it is refused: without chart or picture, without data tables,
 * then as every platform does (src/kit/steps.ts): without tables, as text with its buttons. Buttons are the last to go.
 */
export function* plainer(
  view: SealedView,
  can: Can,
  make: (view: SealedView, can: Can) => SlackMessage,
): Generator<Try> {
  let before: readonly Native[] = [];
  const made = (message: SlackMessage): Try => {
    const used = nativesIn(message.blocks);
    const dropped = before.filter((native) => !used.includes(native));
    before = used;
    return { message, used, dropped };
  };
  const first = made(make(view, can));
  yield first;
  const { used } = first;
  const drawn = used.filter((native) => native === 'chart' || native === 'picture');
  if (drawn.length > 0 && drawn.length < used.length) yield made(make(view, { ...can, chart: false, picture: false }));
  for (const [i, step] of [...steps(said(view))].entries()) {
    // Without anything special the view itself was the first try.
    if (i > 0 || used.length > 0) yield made(make(step, {}));
  }
}
