import { useLayoutEffect, useRef, useState } from 'preact/hooks';

/** What stands between an answer's top and the window's. */
const gap = 16;

/**
 * Keeps in sight what one asked for: the top of the answer, also when pictures come in late or more comes after it; without an answer that one
 * waits for, the end of the conversation as long as one is there. Whoever scrolls decides for themselves from then on.
 */
export function useScrolling(elementOf: (id: string) => HTMLElement | null | undefined) {
  const scroller = useRef<HTMLDivElement>(null);
  const inner = useRef<HTMLDivElement>(null);
  const pinned = useRef(true);
  /** The message whose top is to be seen. */
  const anchor = useRef<string | undefined>(undefined);
  /** When a hand last did something that scrolls. */
  const hand = useRef(0);
  const [hasMore, setMore] = useState(false);

  const scrollTo = (top: number) => {
    const window = scroller.current!;
    window.scrollTop = top;
  };
  const isAtEnd = () => {
    const { scrollHeight, scrollTop, clientHeight } = scroller.current!;
    return scrollHeight - scrollTop - clientHeight < 8;
  };
  const look = () => {
    pinned.current = isAtEnd();
    if (pinned.current) setMore(false);
  };
  const toEnd = () => {
    anchor.current = undefined;
    scrollTo(scroller.current!.scrollHeight);
    look();
  };
  const settle = () => {
    const element = anchor.current === undefined ? undefined : elementOf(anchor.current);
    if (!element) return pinned.current ? toEnd() : undefined;
    const window = scroller.current!;
    const before = element.previousElementSibling as HTMLElement | null;
    // With what was asked, unless that takes the room itself.
    const from = before?.classList.contains('mine') && before.offsetHeight < window.clientHeight / 3 ? before : element;
    const [top, bottom] = [from.getBoundingClientRect().top, element.getBoundingClientRect().bottom];
    const frame = window.getBoundingClientRect();
    const isLast = !element.nextElementSibling;
    // What changes in the middle moves no more than it must.
    const isSeen = !isLast && top >= frame.top && bottom <= frame.bottom;
    if (!isSeen) scrollTo(window.scrollTop + top - frame.top - gap);
    look();
  };
  /** From here on the top of this message is to be seen. */
  const reveal = (id: string) => {
    hand.current = 0;
    anchor.current = id;
    settle();
  };
  const onScroll = () => {
    // What the browser moves by itself, when something grows or is gone, is nobody's wish.
    if (Date.now() - hand.current < 1000) anchor.current = undefined;
    look();
  };
  useLayoutEffect(() => {
    const observer = new ResizeObserver(settle);
    observer.observe(inner.current!);
    observer.observe(scroller.current!);
    const stop = new AbortController();
    for (const kind of ['wheel', 'touchmove', 'pointerdown', 'keydown'])
      scroller.current!.addEventListener(kind, () => (hand.current = Date.now()), {
        signal: stop.signal,
        passive: true,
      });
    return () => {
      observer.disconnect();
      stop.abort();
    };
  }, []);
  return { scroller, inner, pinned, hasMore, setMore, toEnd, onScroll, reveal, settle };
}
