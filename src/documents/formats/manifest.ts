import type { Lack } from '../schema.ts';

export interface ManifestFile {
  path: string;
  bytes: number;
  sha256: string;
  /** Lines without the header, of a list. */
  rows?: number;
}

export interface Manifest {
  client: { name: string; document: string | null };
  firm: string;
  /** YYYY-MM. */
  month: string;
  takenAt: Date;
  /** Who gave it, as the source calls itself. */
  source: string;
  files: readonly ManifestFile[];
  /** What could not be had, with a sentence for people. */
  lacks: readonly (Lack & { says: string })[];
  receiptsMissing: number;
}

/** What is in a ZIP, for programs: every file with its SHA-256, and what could not be had and why. */
export const manifestJson = ({
  client,
  firm,
  month,
  takenAt,
  source,
  files,
  lacks,
  receiptsMissing,
}: Manifest): string =>
  `${JSON.stringify(
    {
      format: 'carteira.documents/1',
      firm,
      client,
      month,
      takenAt: takenAt.toISOString(),
      source,
      complete: lacks.length === 0,
      files,
      missing: lacks.map(({ step, what, why, says }) => ({
        list: step,
        ...(what ? { document: what } : {}),
        reason: why,
        says,
      })),
      receiptsMissing,
    },
    null,
    2,
  )}\n`;
