/** What was sent, to be had back with the arrows. */
export function createHistory() {
  const sent: string[] = [];
  let back = -1;
  return {
    add: (text: string): void => {
      sent.push(text);
      back = -1;
    },
    leave: (): void => {
      back = -1;
    },
    isBack: () => back >= 0,
    /** What stands so many steps further back; nothing where it does not go on. */
    step: (by: number): string | undefined => {
      const next = Math.max(-1, Math.min(sent.length - 1, back + by));
      if (next === back) return undefined;
      back = next;
      return back < 0 ? '' : sent.at(-1 - back);
    },
  };
}
