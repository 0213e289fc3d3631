/** What Slack takes. Where its sources disagree, the smaller number. All lengths are of the text as sent, entities included. */
export const limits = {
  message: {
    blocks: 50,
    /** Undocumented: past about 13,200 characters in all blocks together a message is refused. */
    characters: 12_800,
    /** chat.update refuses more. */
    text: 4000,
  },
  actionId: 255,
  header: 150,
  section: { text: 3000, fields: 10, field: 2000 },
  image: { alt: 2000 },
  context: { elements: 10, text: 2000 },
  /** Slack takes 25 in a block; five to a row is what people can read. */
  actions: { row: 5 },
  button: { text: 75, value: 2000, url: 3000 },
  option: { text: 75, value: 150, description: 75 },
  select: { options: 100, placeholder: 150 },
  /** One in a message. */
  table: { rows: 100, columns: 20, characters: 10_000 },
  /** All of a message together: older pages say 100 rows and 10,000 characters, newer ones twice as much. */
  dataTable: { rows: 100, columns: 20, characters: 10_000 },
  /** Pages disagree about series, 6 or 12. A third chart in a message is refused. */
  chart: { title: 50, label: 20, points: 20, series: 6, inMessage: 2 },
  view: { title: 24, submit: 24, close: 24, blocks: 100, metadata: 3000 },
  input: { label: 2000, hint: 2000, text: 3000 },
  /** Suggestions above an agent's conversation. */
  prompts: 4,
  responseUrl: { uses: 5, minutes: 30 },
} as const;
