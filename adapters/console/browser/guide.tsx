// The first steps of a demo: one at a time, each of which ticks itself off.

import type { Ref } from 'preact';
import { useEffect, useImperativeHandle, useRef, useState } from 'preact/hooks';
import type { GuideStep } from '../../../src/kit/platform.ts';
import { fill } from '../words.ts';
import { getGuide } from './api.ts';
import { Icon } from './icon.tsx';
import { passedOver } from './memory.ts';
import { useRoom } from './room.ts';

export interface GuideHandle {
  /** Something has happened: steps may be done. */
  look(): void;
}

function Do({ step }: { step: GuideStep }) {
  const { words, acts } = useRoom();
  if (step.href)
    return (
      <a class="guide-do" href={step.href} target="_blank" rel="noopener">
        {words.guideOpen}
      </a>
    );
  return (
    <button type="button" class="guide-do" onClick={() => step.say && acts.say(step.say)}>
      {words.guideStart}
    </button>
  );
}

function All({ steps, next }: { steps: readonly GuideStep[]; next: GuideStep | undefined }) {
  const { words } = useRoom();
  return (
    <details class="guide-all">
      <summary>
        {fill(words.guideCount, { done: String(steps.filter(({ done }) => done).length), all: String(steps.length) })}
        <span class="unseen">{words.guideAll}</span>
        <Icon name="chevron" />
      </summary>
      <ol>
        {steps.map((step) => (
          <li key={step.name} data-done={step.done ? '' : undefined} aria-current={step === next ? 'step' : undefined}>
            <Icon name={step.done ? 'good' : 'circle'} />
            <span>{step.label}</span>
          </li>
        ))}
      </ol>
    </details>
  );
}

export function Guide({ handle }: { handle: Ref<GuideHandle> }) {
  const { words, me } = useRoom();
  const [steps, setSteps] = useState<readonly GuideStep[]>([]);
  const [passed, setPassed] = useState(passedOver);
  const [ticked, setTicked] = useState('');
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const look = () => {
    clearTimeout(timer.current);
    timer.current = setTimeout(async () => {
      const found = await getGuide(words.lang).catch(() => undefined);
      if (!found) return;
      setSteps((before) => {
        const fresh = found.find(({ name, done }) => done && before.some((each) => each.name === name && !each.done));
        if (fresh) setTicked(fill(words.guideTicked, { step: fresh.label }));
        return found;
      });
    }, 300);
  };
  useImperativeHandle(handle, () => ({ look }), []);
  useEffect(() => {
    if (me.role !== 'admin' || passed.includes('*')) return;
    look();
    // A step that is done elsewhere, by the client on their page, is seen when one comes back.
    const seen = () => document.hidden || look();
    document.addEventListener('visibilitychange', seen);
    addEventListener('focus', seen);
    return () => {
      clearTimeout(timer.current);
      document.removeEventListener('visibilitychange', seen);
      removeEventListener('focus', seen);
    };
  }, []);

  if (me.role !== 'admin' || steps.length === 0 || passed.includes('*')) return null;
  const next = steps.find(({ name, done }) => !done && !passed.includes(name));
  return (
    <section class="guide" aria-label={words.guide}>
      <div class="guide-next">
        <p class="guide-title">{words.guide}</p>
        <p class="guide-step">
          <strong>{next?.label ?? words.guideEnd}</strong>
          {next && <span>{next.how}</span>}
        </p>
      </div>
      <div class="guide-acts">
        {next && <Do step={next} />}
        {next && (
          <button type="button" class="guide-skip" onClick={() => setPassed(passedOver(next.name))}>
            {words.guideSkip}
          </button>
        )}
        <All steps={steps} next={next} />
        <button
          type="button"
          class="icon-button"
          aria-label={words.guideClose}
          title={words.guideClose}
          onClick={() => setPassed(passedOver('*'))}
        >
          <Icon name="close" />
        </button>
      </div>
      <p class="unseen" role="status">
        {ticked}
      </p>
    </section>
  );
}
