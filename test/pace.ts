/** What this process has worked since, in milliseconds of processor time, all its threads together: the same on a machine that is busy elsewhere. */
export function working(): () => number {
  const before = process.cpuUsage();
  return () => {
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1000;
  };
}
