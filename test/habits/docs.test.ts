import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, it } from 'vitest';
import { variables } from '../../src/config.ts';
import { registry } from '../../src/core.ts';

const pages = [
  'README.md',
  'README.pt-BR.md',
  'CONTRIBUTING.md',
  'CHANGELOG.md',
  'SECURITY.md',
  ...readdirSync('docs', { recursive: true, encoding: 'utf8' }).map((name) => `docs/${name}`),
]
  .filter((path) => path.endsWith('.md') && existsSync(path))
  .map((path) => ({ path, text: readFileSync(path, 'utf8') }));

/** `code` spans, and the lines of code blocks. */
const spans = (text: string) => [...text.replace(/^```.*$/gm, '').matchAll(/`([^`\n]+)`/g)].map((match) => match[1]!);
const wrong = (find: (page: { path: string; text: string }) => readonly string[]) =>
  pages.flatMap((page) => find(page).map((what) => `${page.path}: ${what}`));

describe('the documents', () => {
  it('are there', () => {
    expect(pages.map(({ path }) => path)).toEqual(
      expect.arrayContaining(['README.md', 'CONTRIBUTING.md', 'docs/deploy.md', 'docs/commands.md']),
    );
  });

  it('link to what exists', () => {
    const broken = wrong(({ path, text }) =>
      [...text.matchAll(/\]\(([^)\s]+)\)/g)]
        .map((match) => match[1]!)
        .filter(
          (to) =>
            !/^(https?:|mailto:|#)/.test(to) && !existsSync(normalize(join(dirname(path), to.replace(/#.*$/, '')))),
        ),
    );
    expect(broken).toEqual([]);
  });

  it('never send anybody to a package of our name that is not ours, nor does the program', () => {
    const stranger = /\b(npx|npm exec|npm x|pnpm dlx|pnpm exec|pnpx|yarn dlx|bunx)\b[^\n`]*\bcarteira\b/;
    const sources = ['src', 'adapters', 'scripts', '.github']
      .flatMap((folder) =>
        readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => `${folder}/${name}`),
      )
      .filter((path) => /\.(ts|tsx|mjs|js|ya?ml)$/.test(path) && !path.includes('/generated/'))
      .map((path) => ({ path, text: readFileSync(path, 'utf8') }));
    // The one comment that says why.
    const found = [...pages, ...sources].filter(({ path, text }) => path !== 'src/command.ts' && stranger.test(text));
    expect(found.map(({ path }) => path)).toEqual([]);
    expect('npx --yes carteira doctor').toMatch(stranger);
  });

  it('name files that exist', () => {
    const inside = /^(src|adapters|test|prisma|scripts|bench|docs|\.ci)\/[\w./-]*$/;
    expect(wrong(({ text }) => spans(text).filter((span) => inside.test(span) && !existsSync(span)))).toEqual([]);
  });

  it('name scripts that package.json has', () => {
    const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> };
    expect(
      wrong(({ text }) =>
        [...text.matchAll(/npm run (?:-s )?([\w:-]+)/g)].map((match) => match[1]!).filter((name) => !(name in scripts)),
      ),
    ).toEqual([]);
  });

  it('name variables that the configuration reads', () => {
    const known = new Set([
      ...variables.map(({ name }) => name),
      'TEST_DATABASE_URL',
      'POSTGRES_PASSWORD',
      'CHROMIUM_PATH',
      // Read by the libraries of OpenTelemetry themselves.
      'OTEL_TRACES_SAMPLER',
      'OTEL_EXPORTER_OTLP_HEADERS',
      'OTEL_SERVICE_NAME',
    ]);
    expect(
      wrong(({ text }) => spans(text).filter((span) => /^[A-Z]+(_[A-Z]+)+$/.test(span) && !known.has(span))),
    ).toEqual([]);
  });

  it('name commands that people can type', () => {
    const paths =
      /^\/(console|mailbox|healthz|readyz|metrics|slack|discord|connect|my-accountant|oauth|assets|privacy|support)\b/;
    const typed = wrong(({ text }) =>
      spans(text).filter(
        (span) =>
          /^\/[a-z]+\b(?!\/)/.test(span) && !paths.test(span) && !registry.commands.has(span.slice(1).split(/\s/)[0]!),
      ),
    );
    expect(typed).toEqual([]);
  });
});
