// Puts the page together, anew for each person one becomes.

import { render } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Start } from '../wire.ts';
import { createActs, type Opened } from './acts.ts';
import { getStart, listen } from './api.ts';
import { Composer } from './composer.tsx';
import { Conversation, type ConversationHandle } from './conversation.tsx';
import { FormDialog } from './form.tsx';
import { Guide, type GuideHandle } from './guide.tsx';
import { language, person, readAddress } from './memory.ts';
import { listenToPage } from './page.ts';
import type { Chosen } from './people.tsx';
import { Room, type Someone } from './room.ts';
import { Shell } from './shell.tsx';

interface Props {
  start: Start;
  me: Someone;
  people: readonly Someone[];
  pick(chosen: Chosen): void;
}

function Console({ start, me, people, pick }: Props) {
  const [isOffline, setOffline] = useState(false);
  const [trouble, setTrouble] = useState<string>();
  const [isDropping, setDropping] = useState(false);
  const [opened, setOpened] = useState<Opened>();
  const conversation = useRef<ConversationHandle>(null);
  const guide = useRef<GuideHandle>(null);
  const input = useRef<HTMLTextAreaElement>(null);
  const [room] = useState((): Room => {
    const acts = createActs(start, me.id, {
      expect: (fresh) => conversation.current?.expect(fresh),
      wait: (waiting) => conversation.current?.wait(waiting),
      trouble: setTrouble,
      open: setOpened,
    });
    return {
      words: start.words,
      commands: start.commands,
      channel: start.channel,
      mailbox: start.mailbox,
      me,
      people,
      acts,
    };
  });
  const { acts } = room;
  const focus = () => input.current?.focus();
  // On a touch screen the focus would call up the keyboard over what one wants to read.
  const rest = () => !matchMedia('(pointer: coarse)').matches && focus();

  useLayoutEffect(() => {
    const forget = listenToPage({ acts, setDropping, focus, step: (by) => conversation.current?.step(by) });
    const silence = listen(me.id, {
      transcript: (messages) => conversation.current?.fill(messages),
      change: (change) => {
        conversation.current?.change(change);
        guide.current?.look();
      },
      online: (is) => setOffline(!is),
    });
    rest();
    return () => {
      forget();
      silence();
    };
  }, []);
  const closed = () => {
    setOpened(undefined);
    acts.closed();
    rest();
  };
  return (
    <Room.Provider value={room}>
      <Shell
        pick={pick}
        isOffline={isOffline}
        trouble={trouble}
        isDropping={isDropping}
        skip={focus}
        guide={<Guide handle={guide} />}
        conversation={<Conversation handle={conversation} />}
        composer={<Composer input={input} />}
      />
      {opened && <FormDialog opened={opened} closed={closed} />}
    </Room.Provider>
  );
}

let turn = 0;

async function enter(): Promise<void> {
  const start = await getStart(language());
  const people = start.people.map((each, i) => ({ ...each, colour: i % 6 }));
  const me = people.find((each) => each.id === person()) ?? people[0];
  if (!me) throw new Error('there is nobody to be');
  const pick = (chosen: Chosen) => {
    if ('person' in chosen) person(chosen.person.id);
    else language(chosen.lang);
    void begin();
  };
  document.documentElement.lang = start.words.lang;
  render(<Console key={++turn} start={start} me={me} people={people} pick={pick} />, document.body);
}

/** A server that is not up yet is asked again. */
const begin = (): Promise<unknown> => enter().catch(() => setTimeout(begin, 2000));
readAddress();
void begin();
