import { createMcp } from '../../adapters/mcp/mount.ts';
import type { AssistantDesk } from '../assistants/service/desk.ts';
import { registry } from '../core.ts';
import { toolList } from '../derive/tools.ts';
import type { Log } from '../kit/ctx.ts';
import type { Core } from '../kit/incoming.ts';
import type { Locale } from '../kit/words.ts';
import { version } from '../version.ts';
import { words } from '../words/index.ts';

/** Where assistants ask: every command as a tool, in both languages. */
export function openAssistants({ desk, ...parts }: { core: Core; desk: AssistantDesk | undefined; publicUrl: string; log: Log }) {
  if (!desk) return undefined;
  const tools = { 'pt-BR': toolList(registry, words['pt-BR']), en: toolList(registry, words.en) };
  const says = (locale: Locale) => ({
    ...words[locale].assistants.says,
    unknownField: (name: string) => words[locale].kit.unknownOption(name, undefined),
  });
  return createMcp({ ...parts, desk, version, tools: (locale) => tools[locale], words: says });
}
