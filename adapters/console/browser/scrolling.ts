import { useLayoutEffect, useRef, useState } from 'preact/hooks';

/** Keeps the end of the conversation in sight as long as it is, also when pictures come in late. */
export function useScrolling() {
  const scroller = useRef<HTMLDivElement>(null);
  const inner = useRef<HTMLDivElement>(null);
  const pinned = useRef(true);
  const [hasMore, setMore] = useState(false);

  const toEnd = () => {
    const window = scroller.current!;
    window.scrollTop = window.scrollHeight;
    pinned.current = true;
    setMore(false);
  };
  const onScroll = () => {
    const { scrollHeight, scrollTop, clientHeight } = scroller.current!;
    pinned.current = scrollHeight - scrollTop - clientHeight < 8;
    if (pinned.current) setMore(false);
  };
  /** Shows the end; of an answer that is higher than the window its beginning, with what was asked. */
  const reveal = (element: HTMLElement) => {
    const window = scroller.current!;
    if (element.offsetHeight <= window.clientHeight - 24) return toEnd();
    const before = element.previousElementSibling;
    const from = before?.classList.contains('mine') ? before : element;
    window.scrollTop += from.getBoundingClientRect().top - window.getBoundingClientRect().top - 16;
    pinned.current = false;
  };
  useLayoutEffect(() => {
    const observer = new ResizeObserver(() => pinned.current && toEnd());
    observer.observe(inner.current!);
    observer.observe(scroller.current!);
    return () => observer.disconnect();
  }, []);
  return { scroller, inner, pinned, hasMore, setMore, toEnd, onScroll, reveal };
}
