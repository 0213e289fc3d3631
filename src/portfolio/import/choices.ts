import { z } from 'zod';
import { columnNames } from '../schema.ts';
import { encodings } from './text.ts';

const lines = z.union([z.literal('all'), z.array(z.number().int()).max(25)]);

/** What a person said of a file, beyond what it says of itself; without anything it is read as it proposes. */
export const choicesSchema = z.object({
  encoding: z.enum(encodings).optional(),
  /** What columns are, by {@link headerKey}; 'none' for one that is not to be read. */
  columns: z.record(z.string(), z.enum([...columnNames, 'none'])).default({}),
  /** Lines that were set aside and are clients after all. */
  setAside: lines.default([]),
  /** Lines to take without the cell that would refuse them. */
  without: lines.default([]),
});
export type Choices = z.infer<typeof choicesSchema>;

export const noChoices: Choices = { columns: {}, setAside: [], without: [] };

export const chosen = (choice: Choices['setAside'], line: number): boolean => choice === 'all' || choice.includes(line);
