import type { Tx } from '../data/client.ts';
import type { Write } from '../data/write.ts';
import type { Button } from '../kit/view.ts';
import type { Words } from '../kit/words.ts';

/** A workspace of a firm. */
export interface WorkspacePlace {
  firmId: string;
  platform: string;
  workspace: string;
}

declare module '../kit/definition.ts' {
  interface Contributions {
    /** What an administrator can do with the firm, behind its settings. */
    firmSteps(w: Words, firm: { closesAt?: unknown }): Button;
    /** What is a member's own, behind everybody's settings. */
    ownSteps(w: Words): Button;
    /** What can be done about a member who has just left. */
    leaverSteps(w: Words, memberId: string): Button;
    /** What follows from another time zone, in the transaction that sets it. */
    timeZoneChanged(tx: Tx, firmId: string, now: Date): Promise<void>;
    /** What follows when a firm's account begins to end, in the write that says so: what must still leave the house. */
    firmEnding(door: Write, firmId: string): Promise<void>;
    /** What follows when the app is not in a workspace any more, in the transaction that says so. */
    workspaceLeft(tx: Tx, place: WorkspacePlace, now: Date): Promise<void>;
    /** And when it is there again. */
    workspaceBack(tx: Tx, place: WorkspacePlace, now: Date): Promise<void>;
  }
}
