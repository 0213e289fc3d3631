// Old cards are one stop of the keyboard: Enter goes into one, Escape out of it again.

import { useLayoutEffect, useRef, useState } from 'preact/hooks';

const stops = 'a[href], button, input, summary, [tabindex="0"]';
const passed = 'data-passed';

/** For a card that may be old: its element, and what it does with keys and the keyboard's focus. */
export function useStops(isOld: boolean) {
  const card = useRef<HTMLDivElement>(null);
  const [isInside, setInside] = useState(false);
  const isOne = isOld && !isInside;
  useLayoutEffect(() => {
    const element = card.current!;
    if (isOne)
      for (const each of element.querySelectorAll<HTMLElement>(stops)) {
        each.setAttribute(passed, each.getAttribute('tabindex') ?? '');
        each.tabIndex = -1;
      }
    return () => {
      for (const each of element.querySelectorAll<HTMLElement>(`[${passed}]`)) {
        const before = each.getAttribute(passed);
        if (before) each.setAttribute('tabindex', before);
        else each.removeAttribute('tabindex');
        each.removeAttribute(passed);
      }
    };
  }, [isOne]);
  const onKeyDown = (event: KeyboardEvent) => {
    const element = card.current!;
    if (event.key === 'Enter' && event.target === element && isOld) {
      setInside(true);
      element.querySelector<HTMLElement>(stops)?.focus();
    } else if (event.key === 'Escape' && isOld && isInside && event.target !== element) {
      setInside(false);
      element.focus();
    } else return;
    event.preventDefault();
  };
  const onFocusIn = (event: FocusEvent) => isOld && setInside(event.target !== card.current);
  const onFocusOut = (event: FocusEvent) =>
    !card.current?.contains(event.relatedTarget as Node | null) && setInside(false);
  return { card, isOne, onKeyDown, onFocusIn, onFocusOut };
}

/** The answer before the one the keyboard is in, or the one after it; from elsewhere, the newest. */
export function stepFrom(list: HTMLElement, by: -1 | 1): void {
  const cards = [...list.querySelectorAll<HTMLElement>('.message.bot .card')];
  const at = cards.findIndex((card) => card.contains(document.activeElement));
  const next = cards[at < 0 ? cards.length - 1 : at + by];
  next?.focus({ preventScroll: true });
  next?.closest('li')?.scrollIntoView({ block: 'start' });
}
