import { cut } from '../../kit/text.ts';
import type { Words } from '../../kit/words.ts';
import { activeKeys, type Filter, type FilterKey } from '../filter.ts';
import { situationLabel } from '../schema.ts';
import { periodText } from '../suggest.ts';

export interface Told {
  key: FilterKey;
  label: string;
  value: string;
}

/** The active filters as people read them. `analyst` is the name of the one the filter names. */
export function told(w: Words, filter: Filter, analyst: string | undefined): Told[] {
  const value = (key: FilterKey): string => {
    if (key === 'tab') return w.clients.tab[filter.tab!];
    if (key === 'situation') return situationLabel(w, filter.situation!);
    if (key === 'history') return w.clients.history[filter.history!];
    if (key === 'onPlan') return filter.onPlan!;
    if (key === 'renewal') return w.kit[filter.renewal!];
    if (key === 'charges') return w.clients.charge[filter.charges!];
    if (key === 'expiry') return periodText(w, filter.expiry!);
    if (key === 'exported') return periodText(w, filter.exported!);
    if (key === 'analyst') return filter.analyst === 'none' ? w.clients.nobody : (analyst ?? '?');
    return `“${filter.name}”`;
  };
  return activeKeys(filter).map((key) => ({ key, label: w.clients.field[key].label, value: cut(value(key), 60) }));
}
