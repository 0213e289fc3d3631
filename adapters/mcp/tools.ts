import type { Tool } from '@modelcontextprotocol/server';
import type { ToolEntry } from '../../src/kit/platform.ts';
import type { McpWords } from './words.ts';

const text = (description: string) => ({ type: 'string' as const, description });

/** An answer as data. What is in it depends on what was asked. */
const outputSchema: Tool['outputSchema'] = {
  type: 'object',
  properties: {
    notice: { type: 'string' },
    refused: { type: 'boolean' },
    title: { type: 'string' },
    tone: { type: 'string' },
    blocks: { type: 'array', items: { type: 'object' } },
    form: { type: 'object' },
    files: { type: 'array', items: { type: 'object' } },
  },
  required: ['notice'],
};

/** A question changes nothing, whatever is said in it. */
const reads = { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: false };
/** What a button does nobody knows before: a person presses again what changes something. */
const may = { readOnlyHint: false, destructiveHint: true, idempotentHint: false, openWorldHint: false };

/** What is no command: to ask in plain words, and to go on from what an answer showed. */
const further = ({ ask, click, fill }: McpWords): Tool[] => [
  {
    name: 'ask',
    title: ask.title,
    description: ask.description,
    inputSchema: { type: 'object', properties: { text: text(ask.text) }, required: ['text'] },
    outputSchema,
    annotations: reads,
  },
  {
    name: 'click',
    title: click.title,
    description: click.description,
    inputSchema: {
      type: 'object',
      properties: {
        id: text(click.id),
        more: { type: 'array', items: { type: 'string' }, description: click.more },
        text: text(click.text),
      },
      required: ['id'],
    },
    outputSchema,
    annotations: may,
  },
  {
    name: 'fill',
    title: fill.title,
    description: fill.description,
    inputSchema: {
      type: 'object',
      properties: { id: text(fill.id), fields: { type: 'object', description: fill.fields } },
      required: ['id', 'fields'],
    },
    outputSchema,
    annotations: may,
  },
];

/** A command shows, or opens a form: what it offers is pressed by `click`. */
export const toolsOf = (entries: readonly ToolEntry[], say: McpWords): Tool[] => [
  ...entries.map(
    ({ name, title, description, inputSchema }): Tool => ({
      name,
      title,
      description,
      inputSchema: inputSchema as Tool['inputSchema'],
      outputSchema,
      annotations: reads,
    }),
  ),
  ...further(say),
];
