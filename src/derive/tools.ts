import { z } from 'zod';
import type { Command } from '../kit/definition.ts';
import { type Field, fieldsOf } from '../kit/field.ts';
import type { ToolEntry } from '../kit/platform.ts';
import type { Registry } from '../kit/registry.ts';
import type { Words } from '../kit/words.ts';

/** An option in one language: how it is called, what it means, and what its values are called. */
function told(w: Words, field: Field): { title: string; description: string } {
  const { label, hint } = field.words(w);
  const values = (field.choices ?? []).map(({ value, label }) => `${value} = ${label(w)}`);
  return { title: label, description: [hint ?? label, ...(values.length > 0 ? [values.join('; ')] : [])].join('. ') };
}

/** Its schema is that of its own `input`; files come by chat only. */
function tool(w: Words, command: Command): ToolEntry {
  const fields = fieldsOf(command.input).filter(({ kind }) => kind !== 'file');
  const shape = Object.fromEntries(fields.map(({ name, schema }) => [name, schema]));
  const { properties = {}, required } = z.toJSONSchema(z.object(shape), { io: 'input', unrepresentable: 'any' });
  const described = fields.map(
    (field) => [field.name, { ...(properties[field.name] as object), ...told(w, field) }] as const,
  );
  return {
    name: command.name,
    title: command.title(w),
    description: command.summary(w),
    permission: command.permission,
    inputSchema: {
      type: 'object',
      properties: Object.fromEntries(described),
      ...(required?.length ? { required } : {}),
    },
  };
}

/** Every command as a tool for assistants, in one language. */
export const toolList = (registry: Registry, w: Words): readonly ToolEntry[] =>
  [...registry.commands.values()].map((each) => tool(w, each));
