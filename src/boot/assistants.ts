import { createMcp } from '../../adapters/mcp/mount.ts';
import type { McpParts } from '../../adapters/mcp/port.ts';
import type { Opened } from '../assistants/reads/keys.ts';
import type { AssistantDesk } from '../assistants/service/desk.ts';
import { registry } from '../core.ts';
import { toolList } from '../derive/tools.ts';
import type { Log } from '../kit/ctx.ts';
import type { Core } from '../kit/incoming.ts';
import type { Locale } from '../kit/words.ts';
import { version } from '../version.ts';
import { words } from '../words/index.ts';

interface Given {
  core: Core;
  desk: AssistantDesk;
  publicUrl: string;
  log: Log;
}

/** What assistants can ask: every command as a tool, in both languages. */
export function mcpParts(given: Given): McpParts<Opened> {
  const tools = { 'pt-BR': toolList(registry, words['pt-BR']), en: toolList(registry, words.en) };
  const says = (locale: Locale) => {
    const { assistants, kit } = words[locale];
    return { ...assistants.says, unknownField: (name: string) => kit.unknownOption(name, undefined) };
  };
  return { ...given, version, tools: (locale) => tools[locale], words: says };
}

/** Where assistants ask. */
export const openAssistants = ({ desk, ...given }: Omit<Given, 'desk'> & { desk: AssistantDesk | undefined }) =>
  desk && createMcp(mcpParts({ ...given, desk }));
