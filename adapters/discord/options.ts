import type { APISelectMenuOption } from 'discord.js';
import { cut } from '../../src/kit/text.ts';
import type { Option } from '../../src/kit/view.ts';
import { limits } from './limits.ts';
import { oneLine } from './markdown.ts';

/** The options Discord takes of those given, each value once; without `many` only the first of the selected ones is. */
export function selectOptions(
  given: readonly Option[],
  selected: Iterable<string>,
  many: boolean,
): APISelectMenuOption[] {
  const values = new Set<string>();
  const usable = given.filter(({ value }) => {
    const fits = value.trim().length > 0 && value.length <= limits.optionText && !values.has(value);
    if (fits) values.add(value);
    return fits;
  });
  const wanted = new Set(selected);
  let chosen = 0;
  return usable.slice(0, limits.options).map((option) => ({
    label: cut(oneLine(option.label), limits.optionText) || '…',
    value: option.value,
    ...(option.description?.trim() && { description: cut(oneLine(option.description), limits.optionText) }),
    ...(wanted.has(option.value) && (many || chosen++ === 0) && { default: true }),
  }));
}
