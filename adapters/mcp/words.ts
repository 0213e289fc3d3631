interface ToolWords {
  title: string;
  description: string;
}

/** The page where an assistant is connected. */
export interface PageWords {
  title: string;
  lead(name: string): string;
  how: string;
  code: string;
  go: string;
  badCode: string;
  askTitle(name: string): string;
  facts: { firm: string; person: string; assistant: string; back: string; scope: string };
  seen: string;
  yes: string;
  no: string;
  wrongTitle: string;
  wrong: { client: string; redirect: string; request: string; old: string; slow: string };
}

/** What this adapter says itself, in one language. */
export interface McpWords {
  instructions: string;
  /** Before what clients may have written. */
  data: string;
  ask: ToolWords & { text: string };
  click: ToolWords & { id: string; more: string; text: string };
  fill: ToolWords & { id: string; fields: string };
  unknownTool: string;
  unknownId: string;
  unknownField(name: string): string;
  notText(field: string): string;
  many: string;
  selected: string;
  form: string;
  required: string;
  file(name: string): string;
  found: string;
  nothing: string;
}
