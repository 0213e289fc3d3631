import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parser } from '@prometheus-io/lezer-promql';
import { Registry } from 'prom-client';
import { describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import { measured, watched } from '../../adapters/web/metrics.ts';
import type { Core } from '../../src/kit/incoming.ts';
import { isThere } from './together.ts';

interface Rule {
  alert: string;
  expr: string;
  for?: string;
  labels: { severity: string };
  annotations: { summary: string; description: string };
}
interface Panel {
  id: number;
  type: string;
  title: string;
  gridPos: { x: number; y: number; w: number; h: number };
  targets: { expr: string; legendFormat: string; datasource: { uid: string } }[];
}

const { groups } = parse(readFileSync('docs/operate/alerts.yaml', 'utf8')) as { groups: { rules: Rule[] }[] };
const rules = groups.flatMap((group) => group.rules);
const dashboard = JSON.parse(readFileSync('docs/operate/dashboard.json', 'utf8')) as {
  panels: Panel[];
  templating: { list: { name: string; type: string }[] };
};
const scraping = parse(readFileSync('docs/operate/prometheus.yaml', 'utf8')) as {
  rule_files: string[];
  scrape_configs: { job_name: string; metrics_path: string; dns_sd_configs: { names: string[]; port: number }[] }[];
};

/** Every series of /metrics by its name, with its labels; what Prometheus adds to all of them is `job` and `instance`. */
async function series(): Promise<Map<string, string[]>> {
  const registry = new Registry();
  const outcome = { kind: 'view', answers: 'private', view: { tone: 'bad' }, refused: {} };
  const core = measured({ handle: async () => outcome, plan: () => 'private' } as unknown as Core, registry);
  watched(registry, async () => ({
    clock: { lastTick: new Date(0), lagSeconds: 0, tasks: [{ name: 'sweep', failures: 0 }] },
    outbox: { waiting: 0, lateSeconds: 0, dead: 0 },
  }));
  await core.handle({ place: { platform: 'slack' }, asked: { kind: 'typed' } } as never);
  const found = new Map<string, string[]>([['up', []]]);
  for (const line of (await registry.metrics()).split('\n')) {
    const [, name, labels = ''] = /^([a-z0-9_:]+)(?:\{(.*)\})? /i.exec(line) ?? [];
    if (name && !line.startsWith('#'))
      found.set(
        name,
        [...labels.matchAll(/(\w+)="/g)].map(([, each]) => each!),
      );
  }
  return found;
}

/** What an expression is made of, by Prometheus' own grammar; an error where it is none. */
function partsOf(expr: string) {
  const plain = expr.replaceAll('$__rate_interval', '5m');
  const names: string[] = [];
  const labels: string[] = [];
  const errors: string[] = [];
  parser.parse(plain).iterate({
    enter: ({ type, from, to }) => {
      const text = plain.slice(from, to);
      if (type.isError) errors.push(`${plain.slice(0, from)}▲`);
      if (type.name === 'Identifier') names.push(text);
      if (type.name === 'LabelName') labels.push(text);
    },
  });
  return { names, labels, errors };
}

const asked = [
  ...rules.map(({ alert, expr }) => [alert, expr] as const),
  ...dashboard.panels.flatMap(({ title, targets }) => targets.map(({ expr }) => [title, expr] as const)),
];

describe('what watches the bot', () => {
  it('asks for metrics and labels that /metrics has, in the language of Prometheus', async () => {
    const known = await series();
    const wrong = asked.flatMap(([title, expr]) => {
      const { names, labels, errors } = partsOf(expr);
      const has = new Set(['job', 'instance', ...names.flatMap((name) => known.get(name) ?? [])]);
      return [...errors, ...names.filter((name) => !known.has(name)), ...labels.filter((label) => !has.has(label))].map(
        (what) => `${title}: ${what}`,
      );
    });
    expect(wrong).toEqual([]);
    expect(partsOf('sum(rate(x[5m])').errors).not.toEqual([]);
    expect(partsOf('sum by (a) (up{b="c"})')).toEqual({ names: ['up'], labels: ['a', 'b'], errors: [] });
  });

  it('leaves no metric of ours out of the dashboard', async () => {
    const shown = new Set(
      dashboard.panels.flatMap(({ targets }) => targets.flatMap(({ expr }) => partsOf(expr).names)),
    );
    const ours = [...(await series()).keys()].filter((name) => /^carteira_/.test(name) && !/_(sum|count)$/.test(name));
    // The moment itself: how long ago it was is shown.
    expect(ours.filter((name) => !shown.has(name))).toEqual(['carteira_clock_last_tick_seconds']);
  });

  it('is a dashboard whose panels have a place each, and a source that whoever takes it chooses', () => {
    const { panels, templating } = dashboard;
    expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
    expect(new Set(panels.map(({ gridPos: { x, y } }) => `${x} ${y}`)).size).toBe(panels.length);
    for (const { gridPos } of panels) expect(gridPos.x + gridPos.w).toBeLessThanOrEqual(24);
    expect(templating.list.map(({ name, type }) => [name, type])).toEqual([['datasource', 'datasource']]);
    const fields = panels
      .flatMap(({ targets }) => targets)
      .map(({ datasource, legendFormat }) => [datasource.uid, legendFormat]);
    for (const [uid, legend] of fields) expect([uid, Boolean(legend)]).toEqual([`\${datasource}`, true]);
  });

  it('says of every alert what it is and what to do, and finds every copy that compose.yaml runs', () => {
    expect(new Set(rules.map(({ alert }) => alert)).size).toBe(rules.length);
    for (const { labels, annotations } of rules) {
      expect(['page', 'ticket']).toContain(labels.severity);
      expect(annotations.summary.endsWith('.') && annotations.description.endsWith('.')).toBe(true);
    }
    const [job] = scraping.scrape_configs;
    const { services } = parse(readFileSync('compose.yaml', 'utf8')) as { services: Record<string, unknown> };
    expect(scraping.rule_files).toEqual(['alerts.yaml']);
    expect(Object.keys(services)).toContain(job!.dns_sd_configs[0]!.names[0]);
    for (const [title, expr] of asked)
      for (const [, name] of expr.matchAll(/job="(\w+)"/g)) expect([title, name]).toEqual([title, job!.job_name]);
  });
});

it('every alert is tried', () => {
  const tried = readFileSync('test/packaging/alerts.yaml', 'utf8');
  for (const { alert } of rules) {
    const among = [...tried.matchAll(new RegExp(`alertname: ${alert}\\b([^\\n]*)(\\n\\s+exp_alerts)?`, 'g'))];
    const rings = among.map(([, line = '', more]) => line.includes('exp_alerts') || more !== undefined);
    expect([alert, rings.includes(true), rings.includes(false)]).toEqual([alert, true, true]);
  }
});

// Where Prometheus' own program is installed (Debian: prometheus).
describe.each(isThere('promtool') ? ['promtool'] : [])('the alerts, by %s', (promtool) => {
  it('ring where they must, and nowhere else', () => {
    const folder = mkdtempSync(join(tmpdir(), 'carteira-alerts-'));
    const bare = groups.map((group) => ({ ...group, rules: group.rules.map(({ annotations: _, ...rule }) => rule) }));
    writeFileSync(join(folder, 'rules.yaml'), stringify({ groups: bare }));
    const tests = readFileSync('test/packaging/alerts.yaml', 'utf8').replace('[ALERTS]', '[rules.yaml]');
    writeFileSync(join(folder, 'tests.yaml'), tests);
    const run = (...line: string[]) => spawnSync(promtool, line, { encoding: 'utf8' });
    expect(run('check', 'rules', 'docs/operate/alerts.yaml')).toMatchObject({ status: 0 });
    expect(run('check', 'config', 'docs/operate/prometheus.yaml')).toMatchObject({ status: 0 });
    const tried = run('test', 'rules', join(folder, 'tests.yaml'));
    expect([tried.status, tried.stderr]).toEqual([0, '']);
    rmSync(folder, { recursive: true, force: true });
  });
});
