/** `from`: 'empty', 'database' (what the factory connects to), or a schema text. */
export function diff(input: { from: string; to: string; factory: object }): Promise<{ sql: string; changed: boolean }>;
