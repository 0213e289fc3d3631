import type { Asked, Core, Incoming } from '../../src/kit/incoming.ts';
import { plainText, type SealedView } from '../../src/kit/view.ts';
import type { Transcript } from './transcript.ts';
import type { Person, Reply, WireView } from './wire.ts';
import type { ConsoleWords, Speak } from './words.ts';

/** One thing a person did. */
export interface ConsoleAct {
  person: Person;
  /** The browser's own name for it, the same when it has to send it again. */
  key: string;
  lang: string;
  asked: Asked;
  /** What stands in the conversation as the person's own words; what opened a form stands there once the form is done. */
  said?: string;
  /** The message that was pressed, or whose form this is. */
  message?: string;
}

/** Deeds that are remembered, so that one sent again is not shown again. */
const remembered = 500;

export const workspace = 'console';
export const channel = 'console';

export interface AskingParts {
  core: Core;
  transcript: Transcript;
  people(): Promise<readonly Person[]>;
  words: Speak<ConsoleWords>;
  wire(view: SealedView): WireView;
}

export function createAsking({ core, transcript, people, words, wire }: AskingParts) {
  const replies = new Map<string, Promise<Reply>>();

  const incomingOf = ({ person, key, lang, asked }: Omit<ConsoleAct, 'said' | 'message'>): Incoming => ({
    key: `console:${person.id}:${key}`,
    place: {
      platform: 'console',
      workspace,
      user: person.id,
      userName: person.name,
      channel,
      channelName: (id) => (id === channel ? words(lang).channel : undefined),
      locale: lang,
      // As long as there is no administrator, whoever sits at this machine may become the first.
      isAdmin: async () => person.role === 'admin' || !(await people()).some((each) => each.role === 'admin'),
    },
    asked,
  });

  /** Where the answer will stand while it is worked on, and how it comes to stand there for good. */
  const placeFor = (deed: ConsoleAct) => {
    const me = deed.person.id;
    const inPlace = deed.message !== undefined && core.plan(deed.asked) === 'update';
    const before = inPlace ? transcript.find(me, deed.message!)?.view : undefined;
    let standing: string | undefined = before && deed.message;
    return {
      working: (view: WireView) => {
        if (standing && transcript.change(me, standing, { view, working: true })) return;
        standing = transcript.add(me, { view, working: true }).id;
      },
      /** Takes back what `working` showed. */
      clear: () => {
        if (before) transcript.change(me, deed.message!, { view: before, working: false });
        else if (standing) transcript.remove(me, standing);
      },
      alone: (view: WireView) => {
        if (!before && standing && transcript.change(me, standing, { view, working: false })) return;
        if (before) transcript.change(me, deed.message!, { view: before, working: false });
        transcript.add(me, { view });
      },
      update: (view: WireView) => {
        for (const id of [deed.message, standing])
          if (id && transcript.change(me, id, { view, working: false })) return;
        transcript.add(me, { view });
      },
    };
  };

  const ask = async (deed: ConsoleAct): Promise<Reply> => {
    const { person, said } = deed;
    let echo: string | undefined;
    const speak = () => {
      if (said !== undefined)
        echo ??= transcript.add(person.id, { from: { id: person.id, name: person.name }, text: said }).id;
    };
    if (deed.asked.kind !== 'submit') speak();
    const place = placeFor(deed);
    let ended = false;
    const outcome = await core.handle({
      ...incomingOf(deed),
      progress: async (view) => {
        if (ended) return;
        speak();
        place.working(wire(view));
      },
    });
    ended = true;
    if (outcome.kind === 'form') {
      place.clear();
      if (echo) transcript.remove(person.id, echo);
      return { kind: 'form', form: outcome.form, message: deed.message, said };
    }
    const again = outcome.kind === 'view' && deed.asked.kind === 'submit' ? outcome.refused?.form : undefined;
    if (again && outcome.kind === 'view') {
      place.clear();
      // What a refusal offers to press stands in the conversation; its sentence stands in the form.
      if (outcome.view.blocks.some((block) => 'press' in block || block.kind === 'buttons'))
        place.alone(wire(outcome.view));
      return { kind: 'form', form: again, message: deed.message, said, problem: plainText(outcome.view) };
    }
    speak();
    if (outcome.kind === 'options') return { kind: 'done' };
    const view = wire(outcome.view);
    if (outcome.answers === 'update') place.update(view);
    else if (outcome.answers === 'private') place.alone(view);
    else {
      place.clear();
      if (echo) transcript.share(person.id, echo);
      transcript.add(undefined, { view });
    }
    return { kind: 'done' };
  };

  return {
    /** Does it once, however often it is sent. */
    ask: (deed: ConsoleAct): Promise<Reply> => {
      const key = `${deed.person.id}:${deed.key}`;
      const before = replies.get(key);
      if (before) return before;
      const reply = ask(deed);
      replies.set(key, reply);
      if (replies.size > remembered) replies.delete(replies.keys().next().value!);
      return reply;
    },
    suggest: async (deed: Omit<ConsoleAct, 'said' | 'message'>) => {
      const outcome = await core.handle(incomingOf(deed));
      return outcome.kind === 'options' ? outcome.options : [];
    },
  };
}

export type ConsoleAsking = ReturnType<typeof createAsking>;
