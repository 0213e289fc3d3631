import { type Block, namedActs, plainText, type SealedView, text } from './view.ts';

const leadsOn = (block: Block<string>): boolean =>
  block.kind === 'buttons' || block.kind === 'choice' || block.kind === 'search';
const asText = (block: Block<string>): Block<string> => text(plainText({ blocks: [block] }));
/** What stood beside the rows of a table, each behind the name of its row. */
const besideRows = (block: Block<string>): Block<string>[] => {
  const acts = block.kind === 'table' ? namedActs(block) : [];
  return acts.length > 0 ? [{ kind: 'buttons', buttons: acts }] : [];
};

/**
 * A view, and what is sent instead where a platform refuses it: without its picture, without its tables, as bare text. Files and what
 * leads on are in every one of them: whoever cannot send even the last has not delivered the view.
 */
export function* steps(view: SealedView): Generator<SealedView> {
  yield view;
  let standing = view;
  const without = (...kinds: Block['kind'][]): boolean => {
    if (!standing.blocks.some(({ kind }) => kinds.includes(kind))) return false;
    standing = {
      ...standing,
      blocks: standing.blocks.flatMap((block) =>
        kinds.includes(block.kind) ? [asText(block), ...besideRows(block)] : [block],
      ),
    };
    return true;
  };
  if (without('image')) yield standing;
  if (without('table', 'groups')) yield standing;
  const said = plainText({ ...view, blocks: view.blocks.filter((block) => !leadsOn(block)) });
  yield {
    tone: view.tone,
    blocks: [...(said ? [text(said)] : []), ...standing.blocks.filter(leadsOn)],
    files: view.files,
  };
}
