// The frame around the conversation.

import type { ComponentChildren } from 'preact';
import { fill } from '../words.ts';
import { Icon } from './icon.tsx';
import { type Chosen, PeopleMenu } from './people.tsx';
import { useRoom } from './room.ts';

/** The bot's own picture. */
export const Mark = ({ size, class: look }: { size: number; class?: string }) => (
  <img class={look} src="/console/assets/icon.svg" alt="" width={size} height={size} />
);

/** What stands in the conversation while nothing is said. */
export function Welcome() {
  const { words, commands, acts } = useRoom();
  return (
    <div class="welcome-card">
      <Mark size={56} />
      <h2>{words.welcomeTitle}</h2>
      <p>{words.welcomeText}</p>
      <div class="starts">
        {commands.slice(0, 6).map(({ name, summary }) => (
          <button key={name} type="button" class="start" onClick={() => acts.say(`/${name}`)}>
            <strong>/{name}</strong>
            <span>{summary}</span>
          </button>
        ))}
      </div>
    </div>
  );
}

function CommandList() {
  const { words, commands, acts } = useRoom();
  return (
    <>
      <p class="side-title" id="commands">
        {words.commands}
      </p>
      <ul class="commands" aria-labelledby="commands">
        {commands.map(({ name, summary }) => (
          <li key={name}>
            <button type="button" title={summary} onClick={() => acts.say(`/${name}`)}>
              <span class="command-name">/{name}</span>
              <span class="command-about">{summary}</span>
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}

interface Props {
  pick(chosen: Chosen): void;
  isOffline: boolean;
  trouble: string | undefined;
  /** A file is held over the page. */
  isDropping: boolean;
  /** Gives the keyboard to where one types. */
  skip(): void;
  guide: ComponentChildren;
  conversation: ComponentChildren;
  composer: ComponentChildren;
}

export function Shell({ pick, isOffline, trouble, isDropping, skip, guide, conversation, composer }: Props) {
  const { words, acts, mailbox } = useRoom();
  return (
    <div class={isDropping ? 'shell dropping' : 'shell'}>
      <button type="button" class="skip" onClick={skip}>
        {words.skip}
      </button>
      <aside class="side" aria-label={words.name}>
        <p class="brand">
          <Mark size={30} />
          <span>{words.name}</span>
          <span class="place">{words.place}</span>
        </p>
        <p class="side-title">{words.channels}</p>
        <p class="channel">
          <Icon name="hash" />
          {words.channel}
        </p>
        <CommandList />
        <PeopleMenu pick={pick} />
      </aside>
      <main class="main">
        <header class="bar-top">
          <Mark size={30} class="bar-icon" />
          <div class="bar-words">
            <h1>
              <Icon name="hash" />
              {words.channel}
            </h1>
            <p>{words.channelAbout}</p>
          </div>
          {mailbox && (
            <a class="to-mailbox" href={mailbox} target="_blank" rel="noopener">
              <Icon name="mail" />
              <span>{words.mailbox}</span>
            </a>
          )}
          <PeopleMenu pick={pick} />
        </header>
        {guide}
        <p class="alert offline" role="status" hidden={!isOffline}>
          {words.offline}
        </p>
        {conversation}
        <div class="bottom">
          <p class="alert" role="alert" hidden={!trouble}>
            {trouble}
          </p>
          {composer}
        </div>
        <div class="drop-cover" aria-hidden="true">
          <Icon name="attach" />
          <p>{acts.taker ? fill(words.dropHere, { command: acts.taker.command }) : words.noFiles}</p>
        </div>
      </main>
    </div>
  );
}
