// What every part of the page knows.

import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Person, Start } from '../wire.ts';
import type { Acts } from './acts.ts';

export type Someone = Person & { colour: number };

/** Whom the page is for, what it says, and what can be done. */
export interface Room {
  words: Start['words'];
  commands: Start['commands'];
  channel: string;
  /** Where the mail that stays on this machine can be read. */
  mailbox: string | undefined;
  me: Someone;
  people: readonly Someone[];
  acts: Acts;
}

export const Room = createContext<Room | undefined>(undefined);

export function useRoom(): Room {
  const room = useContext(Room);
  if (!room) throw new Error('a part of the page stands outside of it');
  return room;
}
