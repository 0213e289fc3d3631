/** Lower case and no accents: how typed text is compared. */
export const fold = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().trim();

/** A file's size as cards write it: 12 KB, 3,4 MB. */
export const readableSize = (bytes: number, lang: string): string => {
  const step = bytes < 1024 ** 2 ? 1 : bytes < 1024 ** 3 ? 2 : 3;
  const size = Math.max(bytes / 1024 ** step, bytes > 0 ? 0.1 : 0);
  return `${new Intl.NumberFormat(lang, { maximumFractionDigits: 1 }).format(size)} ${['KB', 'MB', 'GB'][step - 1]}`;
};
