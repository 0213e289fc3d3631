/**
 * What Slack refuses, written down a second time from its documentation and apart from the adapter, so that the two can disagree.
 * Each function gives the reasons for refusing; none means taken.
 */

// biome-ignore lint/suspicious/noExplicitAny: what arrives here is not known to be anything yet
type Json = any;
type Where = 'message' | 'modal';

const longest = { message: 50, modal: 100 };
const inMessages = [
  'section',
  'header',
  'context',
  'actions',
  'divider',
  'image',
  'rich_text',
  'table',
  'data_table',
  'data_visualization',
];
const inModals = ['section', 'header', 'context', 'actions', 'divider', 'image', 'rich_text', 'input'];
const selects = ['static_select', 'multi_static_select', 'external_select', 'users_select', 'conversations_select'];

function createJudge() {
  const reasons: string[] = [];
  const no = (path: string, reason: string): void => void reasons.push(`${path}: ${reason}`);
  const string = (path: string, value: unknown, most: number, least = 1): value is string => {
    if (typeof value !== 'string') no(path, 'must be a string');
    else if (value.length < least || (least > 0 && value.trim() === '')) no(path, 'must not be empty');
    else if (value.length > most) no(path, `must be at most ${most} characters, is ${value.length}`);
    else return true;
    return false;
  };
  const judge = {
    reasons,
    /** Characters in all blocks together. */
    characters: 0,
    /** Characters in the cells of all data tables together. */
    cells: 0,
    no,
    string,
    text: (path: string, value: Json, most: number, kinds = ['plain_text']): void => {
      if (!kinds.includes(value?.type)) {
        no(path, `must be ${kinds.join(' or ')}, is ${value?.type}`);
        return;
      }
      if ('emoji' in value && value.type !== 'plain_text') no(path, 'emoji is for plain_text');
      if ('verbatim' in value && value.type !== 'mrkdwn') no(path, 'verbatim is for mrkdwn');
      if (string(`${path}.text`, value.text, Math.min(most, 3000))) judge.characters += value.text.length;
    },
    list: (path: string, value: unknown, most: number, least = 1): Json[] => {
      if (!Array.isArray(value)) no(path, 'must be a list');
      else if (value.length < least || value.length > most)
        no(path, `must hold ${least} to ${most}, holds ${value.length}`);
      return Array.isArray(value) ? value : [];
    },
  };
  return judge;
}
type Judge = ReturnType<typeof createJudge>;

function options(judge: Judge, path: string, element: Json): void {
  const known = judge.list(`${path}.options`, element.options, 100).map((option: Json, i: number) => {
    const at = `${path}.options[${i}]`;
    judge.text(`${at}.text`, option.text, 75, ['plain_text']);
    judge.string(`${at}.value`, option.value, 150);
    if (option.description !== undefined) judge.text(`${at}.description`, option.description, 75);
    return JSON.stringify(option);
  });
  for (const chosen of [element.initial_option, ...(element.initial_options ?? [])])
    if (chosen !== undefined && !known.includes(JSON.stringify(chosen)))
      judge.no(path, 'the initial option is none of the options');
  if (element.initial_options?.length === 0) judge.no(path, 'initial_options must not be empty');
}

function element(judge: Judge, path: string, value: Json): void {
  judge.string(`${path}.action_id`, value.action_id, 255);
  if (value.type === 'button') {
    judge.text(`${path}.text`, value.text, 75);
    if (value.value !== undefined) judge.string(`${path}.value`, value.value, 2000);
    if (value.url !== undefined && (!judge.string(`${path}.url`, value.url, 3000) || !URL.canParse(value.url)))
      judge.no(path, 'invalid url');
    if (value.style !== undefined && !['primary', 'danger'].includes(value.style)) judge.no(path, 'unknown style');
    return;
  }
  if (value.placeholder !== undefined) judge.text(`${path}.placeholder`, value.placeholder, 150);
  if (value.type === 'static_select' || value.type === 'multi_static_select') options(judge, path, value);
  else if (value.type === 'external_select' && value.initial_option) {
    judge.text(`${path}.initial_option.text`, value.initial_option.text, 75);
    judge.string(`${path}.initial_option.value`, value.initial_option.value, 150);
  } else if (value.type === 'plain_text_input') {
    const max = value.max_length ?? 3000;
    if (!(max >= 1 && max <= 3000)) judge.no(path, 'max_length must be 1 to 3000');
    if (
      value.initial_value !== undefined &&
      (typeof value.initial_value !== 'string' || value.initial_value.length > max)
    )
      judge.no(path, 'initial_value is longer than max_length');
  } else if (value.type === 'file_input') {
    if (!(value.max_files >= 1 && value.max_files <= 10)) judge.no(path, 'max_files must be 1 to 10');
  } else if (!selects.includes(value.type)) judge.no(path, `unsupported element ${value.type}`);
}

function rich(judge: Judge, path: string, block: Json): number {
  let characters = 0;
  for (const [i, part] of judge.list(`${path}.elements`, block.elements, 1000).entries()) {
    if (part.type === 'rich_text_list') {
      if (!['bullet', 'ordered'].includes(part.style))
        judge.no(`${path}.elements[${i}]`, `unexpected style ${part.style}`);
      for (const item of part.elements)
        if (item.type !== 'rich_text_section') judge.no(`${path}.elements[${i}]`, `unexpected ${item.type}`);
      characters += rich(judge, `${path}.elements[${i}]`, part);
      continue;
    }
    if (part.type !== 'rich_text_section') judge.no(`${path}.elements[${i}]`, `unexpected ${part.type}`);
    for (const [j, piece] of judge.list(`${path}.elements[${i}].elements`, part.elements, 1000).entries()) {
      const at = `${path}.elements[${i}].elements[${j}]`;
      if (piece.type === 'link') {
        if (!judge.string(`${at}.url`, piece.url, 3000) || !URL.canParse(piece.url)) judge.no(at, 'invalid url');
        characters += piece.url?.length ?? 0;
      } else if (piece.type === 'channel') {
        if (!/^[CGD][A-Z0-9]+$/.test(piece.channel_id)) judge.no(at, 'invalid channel');
        continue;
      } else if (piece.type !== 'text') judge.no(at, `unexpected ${piece.type}`);
      if (typeof piece.text !== 'string' || piece.text.length === 0) judge.no(at, 'text must not be empty');
      else characters += piece.text.length;
    }
  }
  return characters;
}

function table(judge: Judge, path: string, block: Json): number {
  let characters = 0;
  const rows = judge.list(`${path}.rows`, block.rows, 100);
  const settings = judge.list(`${path}.column_settings`, block.column_settings ?? [], 20, 0);
  for (const one of settings)
    if (one?.align && !['left', 'center', 'right'].includes(one.align)) judge.no(path, 'unknown align');
  for (const [i, row] of rows.entries()) {
    if (row.length !== rows[0].length) judge.no(`${path}.rows[${i}]`, 'rows differ in length');
    for (const [j, cell] of judge.list(`${path}.rows[${i}]`, row, 20).entries()) {
      const at = `${path}.rows[${i}][${j}]`;
      if (cell.type === 'raw_text') {
        if (judge.string(`${at}.text`, cell.text, 10_000)) characters += cell.text.length;
      } else if (cell.type === 'rich_text') characters += rich(judge, at, cell);
      else judge.no(at, `unexpected ${cell.type}`);
    }
  }
  if (characters > 10_000) judge.no(path, `all cells together must be at most 10000 characters, are ${characters}`);
  return characters;
}

function dataTable(judge: Judge, path: string, block: Json): number {
  let characters = 0;
  judge.string(`${path}.caption`, block.caption, 3000);
  if (!(block.page_size >= 1 && block.page_size <= 100)) judge.no(path, 'page_size must be 1 to 100');
  const rows = judge.list(`${path}.rows`, block.rows, 101, 2);
  for (const [i, row] of rows.entries()) {
    if (row.length !== rows[0].length) judge.no(`${path}.rows[${i}]`, 'rows differ in length');
    for (const [j, cell] of judge.list(`${path}.rows[${i}]`, row, 20).entries()) {
      const at = `${path}.rows[${i}][${j}]`;
      if (i === 0 && cell.type !== 'raw_text') judge.no(at, `no ${cell.type} in a header`);
      if (cell.type === 'action_cell') {
        if (cell.element?.type !== 'button') judge.no(at, 'needs a button');
        else element(judge, `${at}.element`, cell.element);
        characters += cell.element?.text?.text.length ?? 0;
        if (!['raw_text', 'raw_number'].includes(cell.fallback?.type)) judge.no(at, 'unexpected fallback');
      } else if (cell.type === 'rich_text') characters += rich(judge, at, cell);
      else if (cell.type !== 'raw_text') judge.no(at, `unexpected ${cell.type}`);
      else if (judge.string(`${at}.text`, cell.text, 10_000)) characters += cell.text.length;
    }
  }
  const ids = rows.flat().flatMap((cell: Json) => (cell.type === 'action_cell' ? [cell.element?.action_id] : []));
  if (new Set(ids).size < ids.length) judge.no(path, 'action_id must be unique in its block');
  judge.cells += characters;
  return characters + (block.caption?.length ?? 0);
}

function chart(judge: Judge, path: string, { title, chart }: Json): number {
  judge.string(`${path}.title`, title, 50);
  if (chart?.type !== 'bar') {
    judge.no(path, `unexpected ${chart?.type}`);
    return 0;
  }
  const categories = judge.list(`${path}.categories`, chart.axis_config?.categories, 20);
  for (const each of categories) judge.string(`${path}.categories`, each, 20);
  const series = judge.list(`${path}.series`, chart.series, 6);
  if (new Set(series.map(({ name }) => name)).size < series.length) judge.no(path, 'names of series must be unique');
  for (const { name, data } of series) {
    judge.string(`${path}.name`, name, 20);
    const labels = judge.list(`${path}.data`, data, 20).map((point: Json) => point.label);
    if (JSON.stringify(labels) !== JSON.stringify(categories)) judge.no(path, 'a point for each category');
    if (data.some((point: Json) => !Number.isFinite(point.value))) judge.no(path, 'a value must be a number');
  }
  return JSON.stringify(chart).length / 2;
}

function block(judge: Judge, path: string, value: Json, where: Where): void {
  if (!(where === 'message' ? inMessages : inModals).includes(value?.type)) {
    judge.no(path, `unsupported block ${value?.type}`);
    return;
  }
  if (value.block_id !== undefined) judge.string(`${path}.block_id`, value.block_id, 255);
  if (value.type === 'section') {
    if (value.text === undefined && value.fields === undefined) judge.no(path, 'needs text or fields');
    if (value.text !== undefined) judge.text(`${path}.text`, value.text, 3000, ['plain_text', 'mrkdwn']);
    if (value.fields !== undefined)
      for (const [i, field] of judge.list(`${path}.fields`, value.fields, 10).entries())
        judge.text(`${path}.fields[${i}]`, field, 2000, ['plain_text', 'mrkdwn']);
    if (value.accessory !== undefined) element(judge, `${path}.accessory`, value.accessory);
  } else if (value.type === 'header') judge.text(`${path}.text`, value.text, 150);
  else if (value.type === 'context')
    for (const [i, one] of judge.list(`${path}.elements`, value.elements, 10).entries())
      judge.text(`${path}.elements[${i}]`, one, 2000, ['plain_text', 'mrkdwn']);
  else if (value.type === 'actions') {
    const elements = judge.list(`${path}.elements`, value.elements, 25);
    for (const [i, one] of elements.entries()) element(judge, `${path}.elements[${i}]`, one);
    if (new Set(elements.map((one) => one.action_id)).size < elements.length)
      judge.no(path, 'action_id must be unique in its block');
  } else if (value.type === 'rich_text') judge.characters += rich(judge, path, value);
  else if (value.type === 'image') {
    judge.string(`${path}.alt_text`, value.alt_text, 2000);
    if (!/^F[A-Z0-9]{8,}$/.test(value.slack_file?.id)) judge.no(path, 'invalid slack file');
  } else if (value.type === 'table') judge.characters += table(judge, path, value);
  else if (value.type === 'data_table') judge.characters += dataTable(judge, path, value);
  else if (value.type === 'data_visualization') judge.characters += chart(judge, path, value);
  else if (value.type === 'input') {
    judge.text(`${path}.label`, value.label, 2000);
    if (value.hint !== undefined) judge.text(`${path}.hint`, value.hint, 2000);
    element(judge, `${path}.element`, value.element);
  }
}

function blocks(judge: Judge, value: unknown, where: Where): Json[] {
  const list = judge.list('blocks', value, longest[where], 0);
  for (const [i, one] of list.entries()) block(judge, `blocks[${i}]`, one, where);
  const ids = list.flatMap((one) => (one?.block_id === undefined ? [] : [one.block_id]));
  if (new Set(ids).size < ids.length) judge.no('blocks', 'block_id must be unique');
  return list;
}

export function refuseMessage(message: Json): string[] {
  const judge = createJudge();
  const list = message.blocks === undefined ? [] : blocks(judge, message.blocks, 'message');
  if (list.filter((one) => one?.type === 'table').length > 1) judge.no('blocks', 'only one table is allowed');
  if (list.filter((one) => one?.type === 'data_visualization').length > 2) judge.no('blocks', 'at most two charts');
  if (judge.cells > 10_000) judge.no('blocks', `all data tables together: ${judge.cells} characters`);
  if (list.length === 0 && !message.text) judge.no('text', 'no_text');
  if (typeof message.text === 'string' && message.text.length > 40_000) judge.no('text', 'msg_too_long');
  if (judge.characters > 13_200) judge.no('blocks', `msg_blocks_too_long: ${judge.characters}`);
  return judge.reasons;
}

/** What of a message this workspace does not have yet: `known` is what it has of the newest. */
export const foreignIn = (message: Json, known: ReadonlySet<string>): string[] =>
  [
    ...new Set<string>(
      (Array.isArray(message.blocks) ? message.blocks : []).flatMap((block: Json) => [
        block.type,
        ...(block.type === 'data_table' ? block.rows.flat().map((cell: Json) => cell.type) : []),
      ]),
    ),
  ].filter((type) => ['data_table', 'data_visualization', 'action_cell'].includes(type) && !known.has(type));

export function refuseView(view: Json): string[] {
  const judge = createJudge();
  if (view?.type !== 'modal') judge.no('type', 'must be modal');
  judge.text('title', view?.title, 24);
  if (view?.submit !== undefined) judge.text('submit', view.submit, 24);
  if (view?.close !== undefined) judge.text('close', view.close, 24);
  if (view?.callback_id !== undefined) judge.string('callback_id', view.callback_id, 255);
  if (view?.private_metadata !== undefined) judge.string('private_metadata', view.private_metadata, 3000, 0);
  const list = blocks(judge, view?.blocks, 'modal');
  if (list.some((one) => one?.type === 'input') && view?.submit === undefined)
    judge.no('submit', 'is needed for inputs');
  return judge.reasons;
}

export function refuseHome(view: Json): string[] {
  const judge = createJudge();
  if (view?.type !== 'home') judge.no('type', 'must be home');
  for (const part of ['title', 'submit', 'close']) if (view?.[part] !== undefined) judge.no(part, 'a home has none');
  const list = blocks(judge, view?.blocks, 'modal');
  if (list.some((one) => one?.type === 'input')) judge.no('blocks', 'inputs are not expected here');
  return judge.reasons;
}

export function refuseOptions(answer: Json): string[] {
  const judge = createJudge();
  if (!Array.isArray(answer?.options)) judge.no('options', 'must be a list');
  else if (answer.options.length > 0) options(judge, 'answer', answer);
  return judge.reasons;
}

/** What a message may carry unseen. */
export function refuseMetadata(metadata: Json): string[] {
  const judge = createJudge();
  if (metadata === undefined) return [];
  judge.string('metadata.event_type', metadata.event_type, 255);
  const payload = metadata.event_payload;
  if (typeof payload !== 'object' || payload === null || Array.isArray(payload))
    judge.no('metadata.event_payload', 'must be an object');
  else if (JSON.stringify(payload).length > 8192) judge.no('metadata.event_payload', 'must be at most 8192 characters');
  return judge.reasons;
}
