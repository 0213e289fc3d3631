/** What Discord refuses of a command's registration, from its documentation alone. */

interface Named {
  name: string;
  name_localizations?: Record<string, string> | null;
  description?: string;
  description_localizations?: Record<string, string> | null;
}
interface Option extends Named {
  type: number;
  required?: boolean;
  autocomplete?: boolean;
  choices?: (Named & { value: string })[];
}
export interface Registered extends Named {
  type?: number;
  options?: Option[];
  contexts?: number[];
  integration_types?: number[];
  default_member_permissions?: string | null;
}

const names = (each: Named): string[] => [each.name, ...Object.values(each.name_localizations ?? {})];
const descriptions = (each: Named): string[] => [
  each.description ?? '',
  ...Object.values(each.description_localizations ?? {}),
];
const longest = (texts: string[]): number => Math.max(...texts.map((text) => [...text].length));
const languages = ['pt-BR', 'en-US', 'en-GB', 'es-ES', 'fr', 'de'];

function checkNames(each: Named, path: string): string[] {
  const wrong = names(each).filter(
    (name) => !/^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u.test(name) || name !== name.toLowerCase(),
  );
  const bare = descriptions(each).filter((text) => [...text.trim()].length < 1 || [...text].length > 100);
  const foreign = [
    ...Object.keys(each.name_localizations ?? {}),
    ...Object.keys(each.description_localizations ?? {}),
  ].filter((language) => !languages.includes(language));
  return [
    ...wrong.map((name) => `${path}: no name: ${name}`),
    ...bare.map((text) => `${path}: no description: ${text}`),
    ...foreign.map((language) => `${path}: no language: ${language}`),
  ];
}

/** Names must differ in each language, where the default name stands in for a missing translation. */
function checkTwins(all: readonly Named[], path: string): string[] {
  return [undefined, ...languages].flatMap((language) => {
    const said = all.map((each) => (language && each.name_localizations?.[language]) || each.name);
    return new Set(said).size < said.length ? [`${path}: two are called the same in ${language ?? 'default'}`] : [];
  });
}

function checkOption(option: Option, path: string): string[] {
  const choices = option.choices ?? [];
  return [
    ...checkNames(option, path),
    ...([3, 4, 5, 6, 7, 8, 9, 10, 11].includes(option.type) ? [] : [`${path}: type ${option.type}`]),
    ...(choices.length > 25 ? [`${path}: ${choices.length} choices of 25`] : []),
    ...(choices.length > 0 && (option.autocomplete || option.type !== 3) ? [`${path}: choices and suggestions`] : []),
    ...(option.autocomplete && option.type !== 3 ? [`${path}: only text is suggested`] : []),
    ...choices
      .filter((choice) =>
        [...names(choice), choice.value].some((text) => [...text.trim()].length < 1 || [...text].length > 100),
      )
      .map((choice) => `${path}: choice ${choice.name}`),
  ];
}

/** Entries of the menus of people (2) and messages (3): mixed case and spaces, nothing else to be said of them. */
function checkMenus(entries: readonly Registered[], everywhere: boolean): string[] {
  return [2, 3].flatMap((type) => {
    const mine = entries.filter((each) => each.type === type);
    return [
      ...(mine.length > 15 ? [`${mine.length} entries of 15`] : []),
      ...checkTwins(mine, `menu ${type}`),
      ...mine.flatMap((each) => [
        ...names(each)
          .filter((name) => name.trim() !== name || [...name].length < 1 || [...name].length > 32)
          .map((name) => `menu: no name: ${name}`),
        ...(each.description || each.options ? [`${each.name}: an entry has no more than its name`] : []),
        ...(each.contexts && !everywhere ? [`${each.name}: contexts`] : []),
      ]),
    ];
  });
}

export function checkCommands(all: readonly Registered[], everywhere = true): string[] {
  const commands = all.filter(({ type = 1 }) => type === 1);
  const menus = all.filter(({ type = 1 }) => type !== 1);
  const reach = all.flatMap(({ name, integration_types: types, default_member_permissions: may }) => [
    ...(types && (!everywhere || types.some((each) => ![0, 1].includes(each))) ? [`${name}: integration types`] : []),
    ...(may && !/^\d{1,19}$/.test(may) ? [`${name}: permissions`] : []),
  ]);
  return [...reach, ...checkMenus(menus, everywhere), ...checkTyped(commands, everywhere)];
}

function checkTyped(commands: readonly Registered[], everywhere = true): string[] {
  return [
    ...(commands.length > 100 ? [`${commands.length} commands of 100`] : []),
    ...checkTwins(commands, 'commands'),
    ...commands.flatMap((command) => {
      const path = `/${command.name}`;
      const options = command.options ?? [];
      const firstOptional = options.findIndex((option) => !option.required);
      const characters = [command, ...options].reduce(
        (sum, each) =>
          sum +
          longest(names(each)) +
          longest(descriptions(each)) +
          ('choices' in each
            ? (each.choices ?? []).reduce((all, choice) => all + longest(names(choice)) + [...choice.value].length, 0)
            : 0),
        0,
      );
      return [
        ...checkNames(command, path),
        ...(command.contexts && (!everywhere || command.contexts.some((each) => ![0, 1, 2].includes(each)))
          ? [`${path}: contexts`]
          : []),
        ...checkTwins(options, path),
        ...options.flatMap((option) => checkOption(option, `${path} ${option.name}`)),
        ...(options.length > 25 ? [`${path}: ${options.length} options of 25`] : []),
        ...(firstOptional >= 0 && options.slice(firstOptional).some((option) => option.required)
          ? [`${path}: required options come first`]
          : []),
        ...(characters > 8000 ? [`${path}: ${characters} characters of 8000`] : []),
      ];
    }),
  ];
}
