// A view as a card.

import type { WireView } from '../wire.ts';
import { Block, type Press, type WireBlock } from './blocks.tsx';
import { Icon } from './icon.tsx';
import { useRoom } from './room.ts';
import { useStops } from './stops.ts';
import { readableSize } from './text.ts';

function FileLink({ file: { name, size, url } }: { file: WireView['files'][number] }) {
  const { lang, download } = useRoom().words;
  return (
    <a class="file" href={`${url}?lang=${encodeURIComponent(lang)}`} download={name}>
      <Icon name="file" />
      <span class="file-words">
        <span class="file-name">{name}</span>
        <span class="file-size">{readableSize(size, lang)}</span>
      </span>
      <span class="unseen">{download}</span>
      <Icon name="download" />
    </a>
  );
}

/** Neighbouring menus stand in one row. */
function grouped(blocks: readonly WireBlock[]) {
  const groups: { areMenus: boolean; blocks: WireBlock[] }[] = [];
  for (const block of blocks) {
    const isMenu = block.kind === 'choice' || block.kind === 'search';
    const last = groups.at(-1);
    if (isMenu && last?.areMenus) last.blocks.push(block);
    else groups.push({ areMenus: isMenu, blocks: [block] });
  }
  return groups;
}

export function Card({
  view,
  isWorking,
  isOld,
  press,
}: {
  view: WireView;
  isWorking: boolean;
  isOld: boolean;
  press: Press;
}) {
  const { card, isOne, ...hears } = useStops(isOld);
  const tone = view.tone && view.tone !== 'plain' ? view.tone : undefined;
  return (
    <div
      class="card"
      data-tone={tone}
      tabindex={isOne ? 0 : -1}
      role="group"
      aria-label={view.news}
      aria-keyshortcuts={isOne ? 'Enter' : undefined}
      ref={card}
      {...hears}
    >
      {isWorking && <Progress />}
      {tone && (
        <span class="tone">
          <Icon name={tone} />
        </span>
      )}
      <div class="blocks">
        {view.title && <h2>{view.title}</h2>}
        {grouped(view.blocks).map(({ areMenus, blocks }, i) => {
          const elements = blocks.map((block, at) => <Block key={at} block={block} press={press} />);
          return areMenus ? (
            <div key={i} class="menus">
              {elements}
            </div>
          ) : (
            elements
          );
        })}
        {view.files.length > 0 && (
          <ul class="files">
            {view.files.map((file, i) => (
              <li key={i}>
                <FileLink file={file} />
              </li>
            ))}
          </ul>
        )}
      </div>
    </div>
  );
}

/** The answer is still being worked on. */
export const Progress = () => <span class="bar" role="progressbar" aria-label={useRoom().words.working} />;

/** So many acts are told; the others are found in the card. */
const mostActs = 4;

/** What those hear who do not see it: the news, and what can be done about it. */
export function spoken({ news, blocks }: WireView): string {
  const acts = blocks
    .flatMap((block) => (block.kind === 'buttons' ? block.buttons.map(({ label }) => label) : []))
    .slice(0, mostActs);
  return [news, acts.join(', ')].filter(Boolean).join(/[.!?…:]$/.test(news) ? ' ' : '. ');
}
