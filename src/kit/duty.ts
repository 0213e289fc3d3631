/** What one process does for all of them. */
export interface DutyWork {
  /** It is ours from here on; `state` is what whoever had it before has left, undefined where nobody had it. */
  begin(state: string | undefined): void;
  /** It is not ours any more: nothing more is done for it. */
  end(): void;
  /** How far it has come, for whoever goes on; kept with every sign of life. */
  state(): string;
}

/** Work that one process at a time does. When that one stops or is heard of no more, another goes on where it was. */
export interface Duty {
  /** Stands for it, from here on; resolves after the first try. */
  start(work: DutyWork): Promise<void>;
  /** Whether it is ours, as far as anybody can know without asking. What is sent for it is sent only then. */
  isOurs(): boolean;
  /** Whether somebody has it who is alive. */
  isHeld(): boolean;
  /** Keeps how far it is now, and not only with the next sign of life. Never throws. */
  keep(): Promise<void>;
  /** Hands it to whoever stands for it next. */
  stop(): Promise<void>;
}
