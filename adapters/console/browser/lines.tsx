// A line of a view. What it says is text and stays text.

import { Fragment } from 'preact';
import type { Line, Span } from '../../../src/kit/view.ts';
import { useRoom } from './room.ts';

/** Links lead to the web, to mail or to this server; an address of any other kind is shown as text. */
export function isSafe(url: string): boolean {
  try {
    const { protocol } = new URL(url, location.href);
    return ['http:', 'https:', 'mailto:'].includes(protocol);
  } catch {
    return false;
  }
}

/** A link that opens in a tab of its own. */
export const outward = (url: string) => ({ href: url, target: '_blank', rel: 'noopener noreferrer' });

const spansOf = (line: Line): readonly Span[] => (Array.isArray(line) ? (line as readonly Span[]) : [line as Span]);

/** The console's own channel is called by its name, any other by what it was called. */
function useChannelName(): (named: { channel: string; name?: string }) => string {
  const { channel: own, words } = useRoom();
  return ({ channel, name = channel }) => `#${channel === own ? words.channel : name}`;
}

/** An address that is too long for its line goes on after its @, not within a word. */
const Words = ({ text }: { text: string }) => (
  <>
    {text.split(/(?<=@)/).map((part, i) => (
      <Fragment key={i}>
        {i > 0 && <wbr />}
        {part}
      </Fragment>
    ))}
  </>
);

function OneSpan({ span }: { span: Span }) {
  const channelName = useChannelName();
  if (typeof span === 'string') return <Words text={span} />;
  if ('bold' in span) return <strong>{span.bold}</strong>;
  if ('code' in span) return <code>{span.code}</code>;
  if ('channel' in span) return <>{channelName(span)}</>;
  if (!isSafe(span.url)) return <>{`${span.link} (${span.url})`}</>;
  return <a {...outward(span.url)}>{span.link}</a>;
}

export const TextLine = ({ line }: { line: Line }) => (
  <>
    {spansOf(line).map((span, i) => (
      <OneSpan key={i} span={span} />
    ))}
  </>
);

export type Plain = (line: Line) => string;

/** What stands there to be read, without its addresses. */
export function usePlain(): Plain {
  const channelName = useChannelName();
  const plainSpan = (span: Span): string => {
    if (typeof span === 'string') return span;
    if ('bold' in span) return span.bold;
    if ('code' in span) return span.code;
    return 'channel' in span ? channelName(span) : span.link;
  };
  return (line) => spansOf(line).map(plainSpan).join('');
}
