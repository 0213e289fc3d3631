import { statfsSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { failure } from './failure.ts';

/** With less than this the next write may be the one that fails. */
const least = 5_000_000;

/**
 * An open file that is deleted or moved away can still be written, and all that is written is lost at the end of the process: SQLite does
 * not look, so we do. `-wal` holds what was committed last.
 */
export function watchFiles(file: string) {
  const inodeOf = (path: string) => statSync(path, { throwIfNoEntry: false })?.ino;
  const parts = [file, `${file}-wal`];
  const known = new Map<string, number>();
  return {
    /** Throws when what would be written now would be lost. */
    check: (): void => {
      for (const path of parts) {
        const inode = inodeOf(path);
        const before = known.get(path);
        // The log is made by the first who reads or writes.
        if (before === undefined && inode !== undefined) known.set(path, inode);
        else if (before !== inode) throw failure('DATABASE_GONE');
      }
    },
    /** Whether the disk has room for more. */
    room: (): boolean => {
      const { bavail, bsize } = statfsSync(dirname(file));
      return bavail * bsize > least;
    },
  };
}
