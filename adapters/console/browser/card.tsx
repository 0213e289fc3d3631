// A view as a card.

import type { WireView } from '../wire.ts';
import { Block, type Press, type WireBlock } from './blocks.tsx';
import { Icon } from './icon.tsx';
import type { Plain } from './lines.tsx';
import { useRoom } from './room.ts';
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

export function Card({ view, isWorking, press }: { view: WireView; isWorking: boolean; press: Press }) {
  const tone = view.tone && view.tone !== 'plain' ? view.tone : undefined;
  return (
    <div class="card" data-tone={tone} tabindex={-1}>
      {isWorking && <Progress />}
      {tone && (
        <span class="tone">
          <Icon name={tone} />
        </span>
      )}
      <div class="blocks">
        {view.title && <h3>{view.title}</h3>}
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

/** The beginning of what a view says, for those who hear it. */
export const spoken = (view: WireView, plain: Plain): string =>
  [view.title, ...view.blocks.map((block) => (block.kind === 'text' ? plain(block.text) : undefined))]
    .filter(Boolean)
    .slice(0, 3)
    .join('. ');
