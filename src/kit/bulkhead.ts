/**
 * One firm that asks for much holds up no other. What is asked is begun firm by firm in turn, one thing a turn of the event loop, and
 * between two of them all that was sent meanwhile is read: on SQLite an answer is made in one go, and nothing else would be heard. Of one
 * firm at most so many are in hand at once; whoever takes longer than `patience` (milliseconds: an import, say) makes room. Waits for
 * its turn; what it gives must be called when the request is answered.
 */
export function createBulkhead({ most, patience }: { most: number; patience: number }) {
  const firms = new Map<string, { busy: number; line: (() => void)[] }>();
  let turning = false;

  const turn = () => {
    turning = false;
    for (const [who, firm] of firms) {
      const next = firm.busy < most ? firm.line.shift() : undefined;
      if (!next) continue;
      firm.busy++;
      // Whose turn it was comes last.
      firms.delete(who);
      firms.set(who, firm);
      again();
      return next();
    }
  };
  const again = () => {
    if (turning) return;
    turning = true;
    setImmediate(turn);
  };

  return async (who: string): Promise<() => void> => {
    const firm = firms.get(who) ?? { busy: 0, line: [] };
    firms.set(who, firm);
    if (turning || firm.busy >= most) {
      const go = new Promise<void>((begin) => firm.line.push(begin));
      again();
      await go;
    } else {
      firm.busy++;
      again();
    }
    let left = false;
    const leave = () => {
      if (left) return;
      left = true;
      clearTimeout(timer);
      if (--firm.busy === 0 && firm.line.length === 0) firms.delete(who);
      else if (firm.line.length > 0) again();
    };
    const timer = setTimeout(leave, patience).unref();
    return leave;
  };
}
