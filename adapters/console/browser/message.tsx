// One message of the conversation.

import { useMemo } from 'preact/hooks';
import type { Message } from '../wire.ts';
import { flag } from './blocks.tsx';
import { Card, Progress } from './card.tsx';
import { Icon } from './icon.tsx';
import { Avatar } from './people.tsx';
import { useRoom } from './room.ts';
import { Mark } from './shell.tsx';

export const BotAvatar = () => <Mark size={36} class="avatar" />;

/** The command apart from what stands behind it. */
function Typed({ text }: { text: string }) {
  const match = /^(\/\S+)([\s\S]*)$/.exec(text);
  if (!match) return <>{text}</>;
  return (
    <>
      <strong>{match[1]}</strong>
      {match[2]}
    </>
  );
}

function Head({ message: { from, at, private: isPrivate } }: { message: Message }) {
  const { words } = useRoom();
  const time = new Intl.DateTimeFormat(words.lang, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  const full = new Intl.DateTimeFormat(words.lang, { dateStyle: 'full', timeStyle: 'short', hourCycle: 'h23' });
  return (
    <div class="message-head">
      <span class="who">{from?.name ?? words.name}</span>
      {!from && <span class="app">{words.app}</span>}
      <time datetime={new Date(at).toISOString()} title={full.format(at)}>
        {time.format(at)}
      </time>
      {isPrivate && !from && (
        <span class="only">
          <Icon name="eye" />
          {words.onlyYou}
        </span>
      )}
    </div>
  );
}

function Drawn({ message, isOld }: { message: Message; isOld: boolean }) {
  const { me, people, acts } = useRoom();
  const { from, view, working = false } = message;
  const isMine = from?.id === me.id;
  const kind = isMine ? 'mine' : from ? 'other' : 'bot';
  return (
    <li
      class={`message ${kind}`}
      data-id={message.id}
      data-private={flag(message.private && !from)}
      aria-busy={working ? 'true' : undefined}
    >
      {!isMine && (from ? <Avatar person={people.find(({ id }) => id === from.id) ?? from} /> : <BotAvatar />)}
      <div class="message-body">
        <Head message={message} />
        {view ? (
          <Card
            view={view}
            isWorking={working}
            isOld={isOld}
            press={(...pressed) => void acts.press(message.id, ...pressed)}
          />
        ) : (
          <p class="bubble">
            {working && <Progress />}
            <Typed text={message.text ?? ''} />
          </p>
        )}
      </div>
    </li>
  );
}

/** Drawn once, whatever else changes in the conversation. */
export const MessageItem = ({ message, isOld }: { message: Message; isOld: boolean }) =>
  useMemo(() => <Drawn message={message} isOld={isOld} />, [message, isOld]);
