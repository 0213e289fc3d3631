import { verbOf } from './lexicon/verbs.ts';
import { pattern } from './pattern.ts';
import type { HelpReading } from './schema.ts';
import type { Sentence } from './tokens.ts';

/** The command that each thing to do is at home in. */
const homes: Readonly<Record<string, string>> = {
  invite: 'convidar',
  resend: 'conexoes',
  accept: 'conexoes',
  decline: 'conexoes',
  disconnect: 'cliente',
  contract: 'licencas',
  renew: 'licencas',
  cancel: 'licencas',
  buy: 'licencas',
  on: 'licencas',
  off: 'licencas',
  remind: 'resumo',
  assign: 'equipe',
  edit: 'cliente',
  delete: 'cliente',
  export: 'clientes',
  share: 'clientes',
  import: 'importar',
  ask: 'documentos',
  send: 'documentos',
  add: 'equipe',
};
/** What is spoken of, where the verb alone does not say. */
const things: Readonly<Record<string, string>> = {
  documents: 'documentos',
  delivery: 'resumo',
  team: 'equipe',
  sheet: 'importar',
  licence: 'licencas',
  package: 'licencas',
  plan: 'licencas',
  request: 'conexoes',
  invitation: 'convidar',
  portfolio: 'carteira',
  analyst: 'equipe',
  client: 'clientes',
};

const asks = [
  '( help | help me ) ( please )?',
  '( show )? ( me )? help',
  '( which | the that | that | the ) ( you | it )* ( show | go | has | is )* ( you )* ( _fazer | _faz | do | of | answer | _responder | _consigo | _consegue ) ( here | there | with | you )*',
  '( which ) ( show | has )* ( you | me | i ) ( do | ask | _perguntar | answer | help ) ( you | with )*',
  '( the )? ( that | which ) ( me | you | a-gente )? ( show | go | has )* ( me )? ( _perguntar | _pedir | ask | _fazer ) ( here | you | for you | in you )*',
  '( who | which ) ( is )? ( you ) ( is )?',
  '( which | show | list )* ( is | the )* ( _comandos | _comando | _commands | _command | _funcoes | _funcionalidades ) ( has | there | you | is | _existem )*',
  'how ( that )? ( you | it | this | _funciona | _works | _usar | use | uses | has | does | work | me | i | a-gente | the | of )+',
  '( which | the that | for that ) ( it | you | this )? ( _serve | _serves )',
];

export function helpOf(sentence: Sentence, commands: ReadonlySet<string>): HelpReading | undefined {
  const { line, tokens } = sentence;
  const help = (about?: string): HelpReading => ({ kind: 'help', left: [], ...(about ? { about } : {}) });
  const named = tokens.find(
    ({ word, raw, start }) => commands.has(word) && (sentence.text[start - 1] === '/' || /^\//.test(raw)),
  );
  const first = tokens[0]?.lemma;
  const how =
    (first === 'how' && !/^how (is|go) /.test(line)) ||
    first === 'help' ||
    /^(the that|which|for that|that|the) (is|_serve|_faz|does|the|has)? ?/.test(line) ||
    /^(show |me |of )+(know |show )?how /.test(line) ||
    /^where /.test(line);
  if (named && how) return help(named.word);
  for (const source of asks) {
    const expression = pattern(`${source} $`);
    expression.lastIndex = 0;
    if (expression.exec(line)) return help();
  }
  if (
    !/^(how|help|where|(show |me |of )+how|the that (is|_serve|_faz)|for that)/.test(line) ||
    /^how (is|go) /.test(line) ||
    /^how-many/.test(line)
  )
    return undefined;
  const verb = tokens.map(({ word }) => verbOf(word)).find((each) => each !== undefined && each in homes);
  const thing = tokens.map(({ lemma }) => things[lemma]).find(Boolean);
  if (verb === 'invite' || verb === 'accept' || verb === 'decline') return help(homes[verb]);
  if ((verb === 'send' || verb === 'ask' || verb === 'cancel') && thing && thing !== 'clientes') return help(thing);
  if (verb === 'import') return help('importar');
  if (verb === 'add' && thing) return help(thing === 'clientes' ? 'convidar' : thing);
  return verb || thing ? help(verb ? homes[verb] : thing) : undefined;
}
