import type { McpParts, Who } from '../../../adapters/mcp/port.ts';
import type { Outcome } from '../../../src/kit/incoming.ts';
import type { ToolEntry } from '../../../src/kit/platform.ts';
import type { Block } from '../../../src/kit/view.ts';
import { words } from '../../../src/words/index.ts';
import { quiet } from '../../house.ts';

/** The tools that the protocol's conformance suite asks for, as answers of ours: what a view may hold, through the same server. */

const dot = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8DwHwAFAAH/q842iQAAAABJRU5ErkJggg==',
  'base64',
);
const said = (text: string): Block<string> => ({ kind: 'text', text });
const picture: Block<string> = { kind: 'image', name: 'dot.png', alt: 'A red dot.', png: dot };
const file = { name: 'embedded-resource.txt', type: 'text/plain', bytes: Buffer.from('An embedded resource.') };
const view = (blocks: readonly Block<string>[], files: readonly (typeof file)[] = []): Outcome => ({
  kind: 'view',
  answers: 'private',
  view: { blocks, files },
});

const answers: Readonly<Record<string, Outcome>> = {
  test_simple_text: view([said('This is a simple text response for testing.')]),
  test_image_content: view([picture]),
  test_embedded_resource: view([said('A file.')], [file]),
  test_multiple_content_types: view([said('Multiple content types test:'), picture], [file]),
  test_error_handling: { ...view([said('This tool refuses.')]), refused: {} } as Outcome,
  json_schema_2020_12_tool: view([said('A schema.')]),
};

const schema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  type: 'object' as const,
  $defs: { address: { type: 'object', properties: { street: { type: 'string' }, city: { type: 'string' } } } },
  properties: { name: { type: 'string' }, address: { $ref: '#/$defs/address' } },
  additionalProperties: false,
};
const entry = (name: string): ToolEntry => ({
  name,
  title: name,
  description: 'A tool that the conformance suite asks for.',
  permission: 'see',
  inputSchema: name.startsWith('json_schema') ? schema : { type: 'object', properties: {} },
});

const who: Who = {
  place: { platform: 'test', workspace: 'w', user: 'u', isAdmin: async () => false },
  locale: 'en',
  can: () => true,
};

/** Everything that `createMcp` is handed, of nobody's house. */
export const fixtureParts = (key: string): McpParts<Who> => ({
  core: {
    plan: () => 'private',
    handle: async ({ asked }) => answers[asked.kind === 'command' ? asked.command : ''] ?? view([]),
  },
  desk: {
    open: async (given) => (given === key ? who : undefined),
    seat: async () => who,
    isFresh: async () => false,
    show: async (_, shown) => shown.map((_each, n) => `m${n}`),
    shown: async () => undefined,
  },
  tools: () => Object.keys(answers).map(entry),
  words: (locale) => ({
    ...words[locale].assistants.says,
    unknownField: (name) => words[locale].kit.unknownOption(name, undefined),
  }),
  metadata: undefined,
  version: '0',
  publicUrl: 'http://localhost:3000',
  log: quiet,
});

/** The scenarios that those tools are for. */
export const fixtureScenarios = [
  'tools-call-simple-text',
  'tools-call-image',
  'tools-call-embedded-resource',
  'tools-call-mixed-content',
  'tools-call-error',
  'json-schema-2020-12',
];
