import { toWire } from '../adapters/console/wire.ts';
import { renderMessage } from '../adapters/discord/render.ts';
import { renderSlack } from '../adapters/slack/render.ts';
import { mostButtons } from '../src/kit/arrange.ts';
import { headline, type SealedView } from '../src/kit/view.ts';

/** What only named a screen, and says nothing of how things stand. */
const screens =
  /^(Clientes|Clients|Conexões|Connections|Minha carteira|My portfolio|Licenças|Licenses|Resumos|Digests)$/;
const cut = { cut: (count: number) => `e mais ${count}`, act: 'Ação' };

/** The first line that somebody sees on Discord, without its markup. */
const onDiscord = (view: SealedView): string => {
  const found = /"content":"((?:[^"\\]|\\.)*)"/.exec(JSON.stringify(renderMessage(view, cut).body.components));
  return (JSON.parse(`"${found?.[1] ?? ''}"`) as string)
    .split('\n')[0]!
    .replace(/^### |^-# /, '')
    .replace(/\*\*|\\(?=[^\w\s])/g, '');
};
const onSlack = (view: SealedView): string =>
  renderSlack(view, cut)
    .text.split('\n')[0]!
    .replace(/&(amp|lt|gt);/g, (_all, name: 'amp' | 'lt' | 'gt') => ({ amp: '&', lt: '<', gt: '>' })[name]);

/** What a view lacks of what every view has: news first, the same everywhere, and few acts of which one stands out. */
export function lacking(view: SealedView): string[] {
  const shown = view.blocks.flatMap((block) => (block.kind === 'buttons' ? block.buttons : []));
  const news = headline(view);
  const wire = toWire(view, () => '').news;
  return [
    ...(shown.length > mostButtons ? [`${shown.length} buttons: ${shown.map(({ label }) => label).join(', ')}`] : []),
    ...(shown.filter(({ style }) => style === 'primary').length > 1 ? ['more than one primary act'] : []),
    ...(news === '' || screens.test(news) ? [`no news: «${news}»`] : []),
    ...(view.tone && view.tone !== 'plain' && /^[\p{L}\d]/u.test(news) ? [`no sign: «${news}»`] : []),
    ...[onSlack(view), onDiscord(view), wire]
      .filter((said) => said !== news)
      .map((said) => `«${said}» instead of «${news}»`),
  ];
}
