import { isIP } from 'node:net';
import type { types, webApi } from '@slack/bolt';
import type { z } from 'zod';
import type { Log } from '../../src/kit/ctx.ts';
import type { Asked } from '../../src/kit/incoming.ts';
import { reasonOf } from './client.ts';
import type { linkBody } from './edge.ts';
import { limits } from './limits.ts';
import { plain } from './text.ts';
import type { SlackWords } from './words.ts';

/** The pages of ours that anybody may open: what each shows a member who asks for it in Slack. */
const pages: Readonly<Record<keyof SlackWords['unfurl'], { paths: readonly string[]; asked: Asked }>> = {
  start: { paths: ['/'], asked: { kind: 'home' } },
  clients: {
    paths: ['/my-accountant', '/my-accountant/data', '/my-accountant/erase'],
    asked: { kind: 'typed', command: 'conexoes', text: '' },
  },
};
type Kind = keyof typeof pages;

/** The domain that Slack tells of, where others reach PUBLIC_URL safely; none for a machine of one's own. */
export function unfurlDomain(publicUrl: string | undefined): string | undefined {
  if (!publicUrl || !URL.canParse(publicUrl)) return undefined;
  const { protocol, hostname } = new URL(publicUrl);
  const named =
    hostname.includes('.') && isIP(hostname) === 0 && !/(^|\.)(localhost|local|internal|test)$/.test(hostname);
  return protocol === 'https:' && named ? hostname : undefined;
}

/** What kind of page a link leads to. None for all that carries a token, an id or anything else of somebody's. */
export function pageOf(link: string, publicUrl: string): Kind | undefined {
  if (!URL.canParse(link)) return undefined;
  const url = new URL(link);
  const base = new URL(publicUrl);
  const before = base.pathname.replace(/\/+$/, '');
  const bare = url.search === '' && url.hash === '' && url.username === '' && url.password === '';
  if (!bare || url.origin !== base.origin || !url.pathname.startsWith(before)) return undefined;
  const path = url.pathname.slice(before.length).replace(/\/+$/, '') || '/';
  return (Object.keys(pages) as Kind[]).find((kind) => pages[kind].paths.includes(path));
}

const action = /^see:([a-z]+)$/;

/** What is asked by the button below a link. */
export function askedBelow(actionId: string): Asked | undefined {
  const kind = action.exec(actionId)?.[1];
  return kind !== undefined && Object.hasOwn(pages, kind) ? pages[kind as Kind].asked : undefined;
}

/** The same for everybody in the channel: what kind of page it is, and a button whose answer is for whoever presses it. */
const shown = (kind: Kind, words: SlackWords): types.KnownBlock[] => [
  { type: 'section', text: plain(words.unfurl[kind], limits.section.text) },
  {
    type: 'actions',
    elements: [{ type: 'button', action_id: `see:${kind}`, text: plain(words.see, limits.button.text) }],
  },
];

export interface Unfurling {
  client: webApi.WebClient;
  publicUrl: string | undefined;
  words(locale: string | undefined): SlackWords;
  log: Log;
}

/** Says below links of ours what they lead to. */
export async function unfurl(
  { event }: z.infer<typeof linkBody>,
  { client, publicUrl, words, log }: Unfurling,
): Promise<void> {
  if (!publicUrl || !unfurlDomain(publicUrl)) return;
  const said = words(undefined);
  const found = event.links.flatMap(({ url }) => {
    const kind = pageOf(url, publicUrl);
    return kind ? [[url, { blocks: shown(kind, said) }] as const] : [];
  });
  if (found.length === 0) return;
  const unfurls = Object.fromEntries(found);
  const { unfurl_id, source, channel, message_ts: ts } = event;
  try {
    if (unfurl_id && (source === 'composer' || source === 'conversations_history'))
      await client.chat.unfurl({ unfurl_id, source, unfurls });
    else if (channel && ts) await client.chat.unfurl({ channel, ts, unfurls });
  } catch (error) {
    log.info({ reason: reasonOf(error) }, 'Slack took nothing below a link');
  }
}
