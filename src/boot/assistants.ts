import { createDocuments } from '../../adapters/mcp/document.ts';
import { createMcp } from '../../adapters/mcp/mount.ts';
import { createOAuthMounts } from '../../adapters/mcp/oauth.ts';
import type { McpParts } from '../../adapters/mcp/port.ts';
import { type Html, layout } from '../../adapters/web/layout.ts';
import { addressOf, networkOf } from '../../adapters/web/portal/address.ts';
import type { OpenedKey } from '../assistants/reads/keys.ts';
import type { Documents } from '../assistants/service/oauth.ts';
import type { AssistantDesk } from '../assistants/service/port.ts';
import { registry } from '../core.ts';
import { toolList } from '../derive/tools.ts';
import type { Log } from '../kit/ctx.ts';
import type { Core } from '../kit/incoming.ts';
import type { OwnAssistant } from '../kit/own.ts';
import type { Locale } from '../kit/words.ts';
import { version } from '../version.ts';
import { localeOf, words } from '../words/index.ts';

interface Given {
  core: Core;
  desk: AssistantDesk;
  publicUrl: string;
  own?: readonly OwnAssistant[];
  limit?(who: string): number;
  log: Log;
}

/** What assistants can ask: every command as a tool, in both languages. */
export function mcpParts(given: Given): McpParts<OpenedKey> {
  const tools = { 'pt-BR': toolList(registry, words['pt-BR']), en: toolList(registry, words.en) };
  const says = (locale: Locale) => {
    const { assistants, kit } = words[locale];
    return { ...assistants.says, unknownField: (name: string) => kit.unknownOption(name, undefined) };
  };
  const metadata = given.desk.oauth() && `${given.publicUrl}/.well-known/oauth-protected-resource/mcp`;
  return { ...given, metadata, version, tools: (locale) => tools[locale], words: says };
}

/** Where assistants ask, and where those that take no key are connected. */
export function openAssistants({
  desk,
  trustedProxies,
  documents = createDocuments(),
  now,
  ...given
}: Omit<Given, 'desk'> & {
  desk: AssistantDesk | undefined;
  trustedProxies: number;
  documents?: Documents;
  now?(): number;
}) {
  if (!desk) return undefined;
  const { stop, ...mount } = createMcp(mcpParts({ ...given, desk }));
  const oauth = desk.oauth(documents);
  const says = (said: string | undefined) => {
    const locale = localeOf(said) ?? 'pt-BR';
    const { page, scope } = words[locale].assistants;
    return { lang: locale, page, scope };
  };
  const framed = (parts: { lang: string; title: string; body: Html }) =>
    layout({ name: words['pt-BR'].web.name, ...parts });
  const pages = oauth
    ? createOAuthMounts({
        ...{ oauth, publicUrl: given.publicUrl, words: says, layout: framed, now },
        networkOf: (c) => networkOf(addressOf(c, trustedProxies)),
      })
    : [];
  return { mounts: [mount, ...pages], stop };
}
