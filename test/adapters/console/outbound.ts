import { plainText, type View } from '../../../src/kit/view.ts';
import type { Outbound } from '../outbound.ts';
import { createClient } from './client.ts';
import { type Stand, stand } from './fixture.ts';

/** The console, for what leaves unasked. It asks nobody anything, and never for patience. */
export function consoleOutbound(): Outbound {
  let room: Stand;
  const channel = { platform: 'console', workspace: 'console', channel: 'console' } as const;
  return {
    start: async (core) => {
      room = await stand(core);
      return room.surface;
    },
    stop: () => room.stop(),
    channel,
    person: { ...channel, channel: 'bruno', direct: true },
    nowhere: { ...channel, channel: 'somebody' },
    missing: { ...channel, message: 'lost' },
    standing: async (where) => {
      const all = await createClient(room, 'bruno').transcript();
      return all
        .filter((each) => each.private === (where === 'person'))
        .map(({ view }) => ({
          text: view ? plainText({ ...view, files: [] } as View<unknown>) : '',
          buttons: (view?.blocks ?? []).flatMap((block) =>
            block.kind === 'buttons' ? block.buttons.map(({ label }) => label) : [],
          ),
          files: (view?.files ?? []).map(({ name }) => name),
        }));
    },
    held: () => '',
    requests: () => 0,
  };
}
