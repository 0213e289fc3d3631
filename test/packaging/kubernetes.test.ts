import { readFileSync } from 'node:fs';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { createPages } from '../../adapters/web/pages.ts';
import { mcpVerb } from '../../src/cli/mcp.ts';
import { migrateVerb } from '../../src/cli/migrate.ts';
import { variables } from '../../src/config.ts';
import { all, environmentOf, stagesOf } from './dockerfile.ts';

const text = readFileSync('docs/operate/kubernetes.yaml', 'utf8');
// biome-ignore lint/suspicious/noExplicitAny: the types of Kubernetes are held against it below
const documents = parseAllDocuments(text).map((each) => each.toJS() as any);
// biome-ignore lint/suspicious/noExplicitAny: the same
const the = (kind: string): any => documents.find((each) => each.kind === kind);
const image = stagesOf(readFileSync('Dockerfile', 'utf8')).at(-1)!;
const pod = the('Deployment').spec.template.spec;
const [bot] = pod.containers;

/** Where Kubernetes' own types have each kind. */
const rooms: Record<string, string> = {
  ConfigMap: 'core/v1',
  PersistentVolumeClaim: 'core/v1',
  Service: 'core/v1',
  Job: 'batch/v1',
  Deployment: 'apps/v1',
  PodDisruptionBudget: 'policy/v1',
  Ingress: 'networking/v1',
};

/** What TypeScript says of the documents, written as values of those types. */
function complaints(each: readonly { kind: string }[]): string[] {
  const file = 'test/packaging/as-types.ts';
  const lines = each.map(
    (one, n) =>
      `export const _${n}: import('kubernetes-types/${rooms[one.kind]}').${one.kind} = ${JSON.stringify(one)};`,
  );
  const host = ts.createCompilerHost({});
  const { getSourceFile, fileExists } = host;
  host.getSourceFile = (name, ...more) =>
    name === file ? ts.createSourceFile(file, lines.join('\n'), ts.ScriptTarget.Latest) : getSourceFile(name, ...more);
  host.fileExists = (name) => name === file || fileExists(name);
  const options = {
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    types: [],
    lib: ['lib.es2022.d.ts'],
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    module: ts.ModuleKind.ESNext,
  };
  const program = ts.createProgram([file], options, host);
  return ts.getPreEmitDiagnostics(program).map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' '));
}

describe('docs/operate/kubernetes.yaml', () => {
  it('is of kinds and fields that Kubernetes has', { timeout: 60_000 }, () => {
    expect(documents.map(({ kind }) => kind)).toEqual(expect.arrayContaining(Object.keys(rooms)));
    expect(documents.map(({ kind, apiVersion }) => [kind, apiVersion.replace('.k8s.io', '')])).toEqual(
      documents.map(({ kind }) => [kind, rooms[kind]!.replace('core/', '')]),
    );
    expect(complaints(documents)).toEqual([]);
    const wrong = structuredClone(the('Deployment'));
    wrong.spec.template.spec.containers[0].readinesProbe = {};
    wrong.spec.replicas = 'three';
    expect(complaints([wrong])).not.toEqual([]);
  });

  it('asks paths that there are, on the port that the image has', async () => {
    const pages = createPages({
      words: () => ({ support: { title: '', parts: () => [] }, privacy: { title: '' } }) as never,
      version: '',
      platforms: () => [],
      links: [],
      ready: async () => [],
      health: async () => ({ ok: true }),
      registry: { metrics: async () => '', contentType: 'text/plain' } as never,
      log: { info: () => undefined, warn: () => undefined, error: () => undefined },
    });
    const probes = [bot.startupProbe, bot.readinessProbe, bot.livenessProbe];
    const annotations = the('Deployment').spec.template.metadata.annotations;
    for (const path of [...probes.map(({ httpGet }) => httpGet.path), annotations['prometheus.io/path']])
      expect([path, (await pages.request(path)).status]).toEqual([path, 200]);
    const [port] = bot.ports;
    expect(String(port.containerPort)).toBe(environmentOf(image).PORT);
    expect(annotations['prometheus.io/port']).toBe(String(port.containerPort));
    expect(probes.map(({ httpGet }) => httpGet.port)).toEqual([port.name, port.name, port.name]);
    expect(the('Service').spec.ports[0].targetPort).toBe(port.name);
    expect(the('Ingress').spec.rules[0].http.paths[0].backend.service).toEqual({
      name: the('Service').metadata.name,
      port: { name: the('Service').spec.ports[0].name },
    });
  });

  it('names variables that there are, and writes only where something is mounted', () => {
    const known = new Map(variables.map((each) => [each.name, each]));
    expect(Object.keys(the('ConfigMap').data).filter((name) => !known.has(name))).toEqual([]);
    const { DATA_DIR } = the('ConfigMap').data;
    const mounts = bot.volumeMounts.map(({ mountPath }: { mountPath: string }) => mountPath);
    expect(all(image, 'VOLUME').filter((path) => !mounts.includes(path))).toEqual([]);
    expect(mounts.some((path: string) => DATA_DIR.startsWith(`${path}/`))).toBe(true);
    const names = pod.volumes.map(({ name }: { name: string }) => name);
    expect(bot.volumeMounts.map(({ name }: { name: string }) => name)).toEqual(names);
    expect(pod.volumes[0].persistentVolumeClaim.claimName).toBe(the('PersistentVolumeClaim').metadata.name);
  });

  it('migrates by a command that there is, with the image of the bot and what the bot has', () => {
    const [job] = the('Job').spec.template.spec.containers;
    expect(job.image).toBe(bot.image);
    expect(job.envFrom).toEqual(bot.envFrom);
    expect(job.command).toEqual(['node', 'dist/cli.js', migrateVerb.name]);
    expect(migrateVerb.name).not.toBe(mcpVerb.name);
    expect(readFileSync('src/cli.ts', 'utf8')).toContain('migrateVerb,');
  });

  it('loses no copy before another has come, and waits longer than the bot takes to end', () => {
    const { strategy, replicas, selector, template } = the('Deployment').spec;
    expect(strategy.rollingUpdate).toEqual({ maxSurge: 1, maxUnavailable: 0 });
    expect(the('PodDisruptionBudget').spec.minAvailable).toBeLessThan(replicas);
    expect(selector.matchLabels).toEqual(template.metadata.labels);
    for (const kind of ['PodDisruptionBudget', 'Service'])
      expect(the(kind).spec.selector.matchLabels ?? the(kind).spec.selector).toEqual(selector.matchLabels);
    const [, seconds] = bot.lifecycle.preStop.exec.command;
    // The longest that stopping waits: for what is on its way (src/jobs/outbox.ts, src/jobs/clock.ts), one after the other.
    expect(pod.terminationGracePeriodSeconds).toBeGreaterThanOrEqual(Number(seconds) + 30);
  });
});
