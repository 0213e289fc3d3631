// The blocks of a view as elements.

import type { WireView } from '../wire.ts';
import { Icon } from './icon.tsx';
import { isSafe, outward, TextLine, usePlain } from './lines.tsx';
import { Menu } from './menu.tsx';
import { useRoom } from './room.ts';

export type WireBlock = WireView['blocks'][number];
type Kind<K extends WireBlock['kind']> = Extract<WireBlock, { kind: K }>;

/** Presses what the element stands for. */
export type Press = (element: HTMLElement, id: string, picked?: readonly string[]) => void;

/** An attribute that is there or not. */
export const flag = (is: boolean) => (is ? '' : undefined);

/** Short facts stand side by side, long ones below each other. */
function Facts({ facts }: Kind<'facts'>) {
  const plain = usePlain();
  const isLong = facts.some((fact) => plain(fact.value).length > 36);
  return (
    <dl class={isLong ? 'facts long' : 'facts'}>
      {facts.map((fact, i) => (
        <div key={i}>
          <dt>{fact.label}</dt>
          <dd>
            <TextLine line={fact.value} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

type Table = Kind<'table'>;

function Cell({
  column,
  value,
  isFirst,
}: {
  column: Table['columns'][number];
  value: Table['rows'][number][number];
  isFirst: boolean;
}) {
  const words = usePlain()(value);
  const about = {
    class: column.align,
    'data-label': column.label,
    'data-empty': flag(words === ''),
    // Numbers and dates are not to be broken in two.
    'data-short': flag(!isFirst && words.length <= 20),
  };
  const line = <TextLine line={value} />;
  if (!isFirst)
    return (
      <td role="cell" {...about}>
        {line}
      </td>
    );
  return (
    <th role="rowheader" scope="row" {...about}>
      {line}
    </th>
  );
}

/** What the row calls for; whoever hears it hears of whom. */
function ActOf({
  act,
  row,
  press,
}: {
  act?: NonNullable<Table['acts']>[number][number];
  row: Table['rows'][number];
  press: Press;
}) {
  const name = usePlain()(row[0] ?? '');
  return (
    <td role="cell" class="act" data-empty={flag(!act)}>
      {act && (
        <button
          type="button"
          class="button"
          aria-label={`${act.label}: ${name}`}
          onClick={(event) => press(event.currentTarget, act.press)}
        >
          {act.label}
        </button>
      )}
    </td>
  );
}

/** The roles are said again: a phone shows the rows as cards, and some browsers then forget that this is a table. */
const TableOf = ({ caption, columns, rows, acts, press }: Table & { press: Press }) => (
  <div class="table" tabindex={0} role="group" aria-label={caption}>
    <table role="table">
      <caption>{caption}</caption>
      <thead role="rowgroup">
        <tr role="row">
          {columns.map((column, i) => (
            <th key={i} role="columnheader" scope="col" class={column.align}>
              {column.label}
            </th>
          ))}
          {acts && <td role="cell" />}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {rows.map((row, y) => (
          <tr key={y} role="row">
            {columns.map((column, x) => (
              <Cell key={x} column={column} value={row[x] ?? ''} isFirst={x === 0} />
            ))}
            {acts && <ActOf act={acts[y]?.[0]} row={row} press={press} />}
          </tr>
        ))}
      </tbody>
    </table>
  </div>
);

const Groups = ({ groups }: Kind<'groups'>) => (
  <>
    {groups.map(({ heading, items, rest }, i) => (
      <section key={i} class="group">
        <h3>{heading}</h3>
        {items.length > 0 && (
          <ul>
            {items.map((item, at) => (
              <li key={at}>
                <TextLine line={item} />
              </li>
            ))}
          </ul>
        )}
        {rest && <p class="note">{rest}</p>}
      </section>
    ))}
  </>
);

function ButtonOf({ button, press }: { button: Kind<'buttons'>['buttons'][number]; press: Press }) {
  const { words } = useRoom();
  const look = ['button', button.style].filter(Boolean).join(' ');
  if (!('url' in button))
    return (
      <button type="button" class={look} onClick={(event) => press(event.currentTarget, button.press)}>
        {button.label}
      </button>
    );
  if (!isSafe(button.url)) return <span>{`${button.label} (${button.url})`}</span>;
  return (
    <a class={look} {...outward(button.url)}>
      {button.label}
      <Icon name="external" />
      <span class="unseen">{` (${words.opensTab})`}</span>
    </a>
  );
}

export function Block({ block, press }: { block: WireBlock; press: Press }) {
  const { acts } = useRoom();
  switch (block.kind) {
    case 'text':
    case 'note':
      return (
        <p class={block.kind}>
          <TextLine line={block.text} />
        </p>
      );
    case 'facts':
      return <Facts {...block} />;
    case 'table':
      return <TableOf {...block} press={press} />;
    case 'groups':
      return <Groups {...block} />;
    case 'image':
      return (
        <a class="picture" {...outward(block.url)}>
          <img src={block.url} alt={block.alt} />
        </a>
      );
    case 'buttons':
      return (
        <div class="buttons">
          {block.buttons.map((button, i) => (
            <ButtonOf key={i} button={button} press={press} />
          ))}
        </div>
      );
    case 'choice':
      return <Menu {...block} picked={(values, button) => press(button, block.press, values)} />;
    case 'search':
      return (
        <Menu
          label={block.label}
          search={(typed) => acts.suggest({ id: block.press, typed })}
          picked={(values, button) => press(button, block.press, values)}
        />
      );
    default:
      // A page that is older than the server leaves out what it does not know.
      return null;
  }
}
