/** What Discord refuses, written down from its documentation alone: the adapter's own idea of the limits is not asked. */

export interface Part {
  type: number;
  [key: string]: unknown;
}

/** Problems as `path: why`. An empty list is a body Discord takes; `breaks` is one it answers with a 500. */
export interface Verdict {
  problems: string[];
  breaks: boolean;
}

const length = (value: string): number => [...value].length;
const isText = (value: unknown, min: number, max: number): boolean =>
  typeof value === 'string' &&
  length(value) <= max &&
  length(value.trim()) >= min &&
  !/[\ud800-\udbff](?![\udc00-\udfff])/.test(value);
const whole = (value: unknown, min: number, max: number): boolean =>
  Number.isInteger(value) && (value as number) >= min && (value as number) <= max;
const list = (value: unknown): Part[] => (Array.isArray(value) ? (value as Part[]) : []);

type Say = (path: string, why: string) => void;

const v2 = 1 << 15;
const known = {
  row: 1,
  button: 2,
  select: 3,
  input: 4,
  user: 5,
  channel: 8,
  section: 9,
  text: 10,
  gallery: 12,
  file: 13,
  separator: 14,
  container: 17,
  label: 18,
  upload: 19,
  radio: 21,
  ticks: 22,
};

function checkOptions(select: Part, path: string, say: Say): void {
  const options = list(select.options);
  if (options.length < 1 || options.length > 25) say(path, `${options.length} options`);
  const min = (select.min_values as number | undefined) ?? 1;
  const max = (select.max_values as number | undefined) ?? 1;
  if (!whole(min, 0, 25) || !whole(max, 1, 25) || min > max || max > options.length)
    say(path, `takes ${min} to ${max} of ${options.length}`);
  if (options.filter((option) => option.default).length > max) say(path, 'more defaults than may be chosen');
  if (new Set(options.map((option) => option.value)).size < options.length) say(path, 'two options have one value');
  options.forEach((option, i) => {
    if (!isText(option.label, 1, 100)) say(`${path}.options[${i}]`, 'label');
    if (!isText(option.value, 1, 100)) say(`${path}.options[${i}]`, 'value');
    if (option.description !== undefined && !isText(option.description, 1, 100))
      say(`${path}.options[${i}]`, 'description');
  });
  if (select.placeholder !== undefined && !isText(select.placeholder, 1, 150)) say(path, 'placeholder');
}

function checkButton(button: Part, path: string, say: Say): void {
  if (!isText(button.label, 1, 80)) say(path, 'label');
  if (button.style === 5) {
    const url = String(button.url);
    if (button.custom_id !== undefined) say(path, 'a link has no custom_id');
    if (url.length > 512 || !/^https?:\/\/[^\s/]+\.[^\s]+$/.test(url) || !URL.canParse(url))
      say(path, 'not a well formed URL');
  } else {
    if (!whole(button.style, 1, 4)) say(path, 'style');
    if (button.url !== undefined) say(path, 'only a link has a url');
  }
}

/** All components in their order, each with where it stands. */
function* walk(parts: Part[], path: string): Generator<[Part, string, Part | undefined]> {
  for (const [i, part] of parts.entries()) {
    const here = `${path}[${i}]`;
    yield [part, here, undefined];
    for (const [child, at] of walk(list(part.components), `${here}.components`)) yield [child, at, part];
    if (part.accessory) yield [part.accessory as Part, `${here}.accessory`, part];
  }
}

function checkPart(part: Part, path: string, parent: Part | undefined, files: Set<string>, say: Say): void {
  const attached = (url: unknown, only: boolean) => {
    const name = /^attachment:\/\/(.+)$/.exec(String(url))?.[1];
    if (name ? !files.delete(name) && !files.has(`used ${name}`) : only || !/^https?:/.test(String(url)))
      say(path, `nothing is attached as ${url}`);
    if (name) files.add(`used ${name}`);
  };
  if (part.type === known.row) {
    const children = list(part.components);
    const selects = children.filter((child) => child.type !== known.button);
    if (children.length < 1 || children.length > 5 || (selects.length > 0 && children.length > 1))
      say(path, `${children.length} in a row`);
  } else if (part.type === known.button) checkButton(part, path, say);
  else if (part.type === known.select) checkOptions(part, path, say);
  else if (part.type === known.text) {
    if (!isText(part.content, 1, 4000)) say(path, 'content');
  } else if (part.type === known.gallery) {
    const items = list(part.items);
    if (items.length < 1 || items.length > 10) say(path, `${items.length} pictures`);
    for (const item of items) {
      attached((item.media as { url?: unknown } | undefined)?.url, false);
      if (item.description !== undefined && !isText(item.description, 1, 1024)) say(path, 'description');
    }
  } else if (part.type === known.file) attached((part.file as { url?: unknown } | undefined)?.url, true);
  else if (part.type === known.container) {
    if (parent) say(path, 'a container stands in nothing');
    if (list(part.components).length < 1) say(path, 'an empty container');
    if (part.accent_color !== undefined && part.accent_color !== null && !whole(part.accent_color, 0, 0xffffff))
      say(path, 'accent_color');
  } else if (part.type !== known.separator && part.type !== known.section)
    say(path, `no component of type ${part.type}`);
}

/** A message to be created or edited; `files` are the names of what is attached to it then, and how large it is. */
export function checkMessage(body: Record<string, unknown>, files: readonly { name: string; size: number }[]): Verdict {
  const problems: string[] = [];
  const say: Say = (path, why) => problems.push(`${path}: ${why}`);
  const parts = list(body.components);
  const isV2 = (Number(body.flags ?? 0) & v2) !== 0;
  if (files.length > 10) say('attachments', `${files.length} files`);
  for (const file of files) if (file.size > 10 * 1024 * 1024) say('attachments', `${file.name} is too large`);
  if (files.reduce((sum, file) => sum + file.size, 0) > 25 * 1024 * 1024) say('attachments', 'too large together');
  if (new Set(files.map((file) => file.name)).size < files.length) say('attachments', 'two files have one name');
  for (const [i, each] of list(body.attachments).entries())
    if (each.description !== undefined && !isText(each.description, 1, 1024)) say(`attachments[${i}]`, 'description');
  if (body.nonce !== undefined && !isText(body.nonce, 1, 25)) say('nonce', 'too long');
  if (!isV2) {
    if (!isText(body.content, 1, 2000)) say('content', 'cannot send an empty message');
    if (parts.some((part) => part.type !== known.row)) say('components', 'the flag of Components V2 is missing');
    return { problems, breaks: false };
  }
  if (body.content || list(body.embeds).length > 0) say('content', 'not with Components V2');
  if (parts.length < 1) say('components', 'none');
  const names = new Set(files.map((file) => file.name));
  const ids = new Set<string>();
  const numbers = new Set<unknown>();
  let count = 0;
  let characters = 0;
  let bytes = 0;
  for (const [part, path, parent] of walk(parts, 'components')) {
    count++;
    if (part.id !== undefined && (!whole(part.id, 0, 0x7fffffff) || (part.id !== 0 && numbers.has(part.id))))
      say(path, `id ${part.id}`);
    numbers.add(part.id);
    checkPart(part, path, parent, names, say);
    if (part.type === known.text) {
      characters += length(String(part.content));
      bytes += Buffer.byteLength(String(part.content)) + 12;
    }
    if (part.type === known.select || (part.type === known.button && part.style !== 5)) {
      if (!isText(part.custom_id, 1, 100)) say(path, 'custom_id');
      if (ids.has(String(part.custom_id))) say(path, `two components are called ${part.custom_id}`);
      ids.add(String(part.custom_id));
    }
  }
  if (count > 40) say('components', `${count} of 40`);
  if (characters > 4000) say('components', `${characters} characters of 4000`);
  for (const name of names) if (!name.startsWith('used ')) say('attachments', `${name} is not referred to`);
  return { problems, breaks: bytes > 10_170 };
}

export function checkModal(modal: Record<string, unknown>): string[] {
  const problems: string[] = [];
  const say: Say = (path, why) => problems.push(`${path}: ${why}`);
  if (!isText(modal.title, 1, 45)) say('title', 'length');
  if (!isText(modal.custom_id, 1, 100)) say('custom_id', 'length');
  const rows = list(modal.components);
  if (rows.length < 1 || rows.length > 5) say('components', `${rows.length} of 5`);
  const ids = new Set<string>();
  for (const [i, row] of rows.entries()) {
    const path = `components[${i}]`;
    if (row.type === known.text) continue;
    if (row.type !== known.label) {
      say(path, `no component of type ${row.type}`);
      continue;
    }
    if (!isText(row.label, 1, 45)) say(path, 'label');
    if (row.description !== undefined && !isText(row.description, 1, 100)) say(path, 'description');
    const input = row.component as Part;
    if (!isText(input.custom_id, 1, 100) || ids.has(String(input.custom_id))) say(path, 'custom_id');
    ids.add(String(input.custom_id));
    if (input.type === known.input) {
      const max = (input.max_length as number | undefined) ?? 4000;
      if (!whole(max, 1, 4000)) say(path, 'max_length');
      if (!whole(input.style, 1, 2)) say(path, 'style');
      if (input.label !== undefined) say(path, 'the label stands outside');
      if (input.value !== undefined && !isText(input.value, 0, max)) say(path, 'value');
    } else if (input.type === known.select) {
      checkOptions(input, path, say);
      if (input.required !== false && input.min_values === 0) say(path, 'required, yet takes none');
    } else if (input.type === known.radio || input.type === known.ticks) {
      const { length: count } = list(input.options);
      if (count > 10 || (input.type === known.radio && count < 2)) say(path, `${count} in sight`);
      if (input.type === known.radio && (input.min_values ?? input.max_values) !== undefined) say(path, 'takes one');
      if (input.placeholder !== undefined) say(path, 'placeholder');
      checkOptions(input, path, say);
      if (input.required !== false && input.min_values === 0) say(path, 'required, yet takes none');
    } else if (input.type === known.upload) {
      const types = list(input.file_types ?? []) as unknown as string[];
      if (types.length > 10 || types.some((each) => !/^(image|video|audio|\.[a-z0-9]+)$/.test(each)))
        say(path, `file types ${types}`);
    } else if (input.type !== known.user && input.type !== known.channel) say(path, `no input of type ${input.type}`);
  }
  return problems;
}

export function checkSuggestions(choices: unknown): string[] {
  const all = list(choices) as unknown as { name: unknown; value: unknown }[];
  if (!Array.isArray(choices)) return ['choices: missing'];
  return [
    ...(all.length > 25 ? [`choices: ${all.length} of 25`] : []),
    ...all
      .filter((each) => !isText(each.name, 1, 100) || !isText(each.value, 1, 100))
      .map((each) => `choices: ${JSON.stringify(each)}`),
  ];
}
