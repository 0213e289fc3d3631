/** A file that becomes longer piece by piece: it stands under its name once it has ended, whole, and not before. */
export interface FileWriter {
  write(piece: Uint8Array): Promise<void>;
  end(): Promise<void>;
  /** Leaves nothing behind. */
  abandon(): Promise<void>;
}

/** What is said of a file without opening it. */
export interface FileAbout {
  name: string;
  bytes: number;
  at: Date;
}

/**
 * Where clients' files are kept, whoever keeps them: by names of ours, ids with strokes between them, that tell nobody anything. A folder
 * that all processes see, or a store that all of them reach. Whatever is there is there whole.
 */
export interface Files {
  /** A short one; one that stands there already gives way to it. */
  put(name: string, bytes: Uint8Array): Promise<void>;
  /** A long one. */
  create(name: string): Promise<FileWriter>;
  /** Undefined when there is none. */
  read(name: string): Promise<Uint8Array | undefined>;
  /** Piece by piece; undefined when there is none. */
  open(name: string): Promise<{ bytes: number; stream: ReadableStream<Uint8Array> } | undefined>;
  /** What stands under a name that ends in a stroke, however deep. */
  list(under: string): AsyncIterable<FileAbout>;
  remove(name: string): Promise<void>;
  /** The same for all that stands under a name that ends in a stroke. */
  removeAll(under: string): Promise<void>;
  /** Forgets what was begun before an instant and never ended: whoever wrote it was killed. */
  forgetBegun(before: Date): Promise<void>;
  /** Writes, reads and removes a file; throws what stands in the way. */
  probe(): Promise<void>;
  close(): void;
}
