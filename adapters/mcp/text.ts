import type { WireBlock, WireBody, WireButton } from './wire.ts';
import type { McpWords } from './words.ts';

const press = (say: McpWords, { label, id, url, selected }: WireButton): string =>
  `- ${label}${selected ? ` (${say.selected})` : ''}: ${id ?? url ?? ''}`;

function blockLines(say: McpWords, block: WireBlock): string[] {
  switch (block.kind) {
    case 'facts':
      return block.facts.map(({ label, value }) => `${label}: ${value}`);
    case 'table':
      return [
        block.caption,
        ...[block.columns, ...block.rows].map((row) => row.join(' | ')),
        ...(block.acts ?? []).map((each) => press(say, each)),
      ];
    case 'groups':
      return block.groups.flatMap(({ heading, items, rest }) => [
        heading,
        ...items.map((item) => `- ${item}`),
        ...(rest ? [rest] : []),
      ]);
    case 'buttons':
      return block.buttons.map((each) => press(say, each));
    case 'choice':
      return [`${block.label}${block.many ? ` (${say.many})` : ''}:`, ...block.options.map((each) => press(say, each))];
    case 'search':
      return [press(say, block)];
    default:
      return [block.text];
  }
}

/** An answer as text, for those that read nothing else: the same as its body says. */
export function textOf(say: McpWords, { title, blocks, form }: WireBody): string {
  const lines = [...(title ? [title] : []), ...blocks.flatMap((each) => blockLines(say, each))];
  if (form) {
    lines.push(`${say.form}: ${form.title} (${form.submit}): ${form.id}`);
    for (const { name, label, hint, required, options = [], value, error } of form.fields) {
      const choices = options.map((each) => `${each.value} = ${each.label}`).join('; ');
      const more = [required ? say.required : '', hint, choices, error].filter(Boolean).join('. ');
      lines.push(
        `- ${name}: ${label}${more ? ` (${more})` : ''}${value?.length ? ` = ${[value].flat().join(', ')}` : ''}`,
      );
    }
  }
  return lines.join('\n');
}
