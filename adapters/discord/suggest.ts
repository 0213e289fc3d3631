import type { APIApplicationCommandOptionChoice } from 'discord.js';
import { cut, fold } from '../../src/kit/text.ts';
import type { Option } from '../../src/kit/view.ts';
import type { Locale } from '../../src/kit/words.ts';
import { type DiscordOption, suggestsChoices } from './commands.ts';
import { limits } from './limits.ts';
import { oneLine } from './markdown.ts';

/** Choices Discord cannot list by itself, found by what is typed; of several values, the last one is being typed. */
export function suggestChoices(
  option: DiscordOption | undefined,
  typed: string,
  locale: Locale,
): readonly Option[] | undefined {
  if (!option || !suggestsChoices(option)) return undefined;
  const parts = option.kind === 'choices' ? typed.split(',').map((part) => part.trim()) : [typed.trim()];
  const last = fold(parts.pop() ?? '');
  const choices = option.choices ?? [];
  const chosen = parts.flatMap((part) => {
    const wanted = fold(part);
    return choices.filter(
      (choice) => fold(choice.value) === wanted || Object.values(choice.label).some((label) => fold(label) === wanted),
    );
  });
  return choices
    .filter((choice) => !chosen.includes(choice))
    .filter(
      (choice) =>
        fold(choice.value).includes(last) || Object.values(choice.label).some((label) => fold(label).includes(last)),
    )
    .map((choice) => ({
      label: [...chosen, choice].map((each) => each.label[locale]).join(', '),
      value: [...chosen, choice].map((each) => each.value).join(','),
    }));
}

/** Suggestions as Discord takes them; what it would refuse is left out. */
export const choicesOf = (options: readonly Option[]): APIApplicationCommandOptionChoice<string>[] =>
  options
    .filter((option) => option.value.trim().length > 0 && option.value.length <= limits.optionText)
    .slice(0, limits.options)
    .map((option) => ({
      name:
        cut(
          oneLine(option.description ? `${option.label} · ${option.description}` : option.label),
          limits.optionText,
        ) || '…',
      value: option.value,
    }));
