/** 27 Nov 2026 at 17:46. */
export const instant = (at: Date, timeZone: string): string => {
  const day = new Intl.DateTimeFormat('en-GB', { timeZone, day: 'numeric', month: 'short', year: 'numeric' }).format(
    at,
  );
  return `${day} at ${new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit' }).format(at)}`;
};
