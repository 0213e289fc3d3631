/** HTML of what a platform was sent, for eyes: as near to its own look as is honest. */

// biome-ignore lint/suspicious/noExplicitAny: JSON as it travels
export type Json = any;

/** On what it is looked at. */
export interface Look {
  dark?: boolean;
  phone?: boolean;
}

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
export const safe = (text: string): string => text.replace(/[&<>"]/g, (each) => escapes[each]!);

/** The tag around what is already HTML. */
export const tag = (name: string, inner: string, attributes = ''): string =>
  `<${name}${attributes ? ` ${attributes}` : ''}>${inner}</${name}>`;
export const box = (kind: string, inner: string): string => tag('div', inner, `class="${kind}"`);

export const pictureOf = (bytes: Uint8Array): string =>
  `<img src="data:image/png;base64,${Buffer.from(bytes).toString('base64')}">`;

const themeOf = ({ dark, phone }: Look): string => [dark ? 'dark' : 'light', ...(phone ? ['phone'] : [])].join(' ');

export const page = (css: string, body: string, look: Look = {}): string =>
  `<!doctype html><meta charset="utf-8"><style>*{box-sizing:border-box}body{margin:0;-webkit-font-smoothing:antialiased}${css}</style>` +
  `<body class="${themeOf(look)}"><div id="shown">${body}</div>`;
