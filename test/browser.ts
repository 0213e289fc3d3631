import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';

const args = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export interface Browser {
  /** A page of its own, with nothing remembered. */
  open(url: string, options?: BrowserContextOptions): Promise<Tab>;
  close(): Promise<void>;
}

export interface Tab {
  page: Page;
  context: BrowserContext;
  /** What went wrong on the page: errors, error messages of the console (violations of the content policy among them), dialogs. */
  troubles: string[];
}

const places = [
  process.env.CHROMIUM_PATH,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];
const executablePath = places.find((place) => place && existsSync(place));

/** Tests that need a browser: a machine without one goes without them, except where CI is set. */
export function browserSuite(name: string, body: () => void): void {
  if (executablePath) describe(name, body);
  else test(`${name}: CI has a Chromium (CHROMIUM_PATH)`, () => expect(process.env.CI).toBeUndefined());
}

/** A real Chromium with a fresh profile: CHROMIUM_PATH, or the system's own. */
export async function launch(): Promise<Browser> {
  const profile = await mkdtemp(join(tmpdir(), 'carteira-chromium-'));
  const browser = await chromium.launch({
    executablePath,
    args: [...args, `--disk-cache-dir=${profile}`],
    // Chromium keeps what it must write (crash reports, caches) below these.
    env: { ...process.env, XDG_CONFIG_HOME: profile, XDG_CACHE_HOME: profile } as Record<string, string>,
    timeout: 20_000,
  });
  return {
    open: async (url, options) => {
      const context = await browser.newContext({
        locale: 'pt-BR',
        timezoneId: 'America/Sao_Paulo',
        viewport: { width: 1280, height: 800 },
        reducedMotion: 'reduce',
        ...options,
      });
      context.setDefaultTimeout(12_000);
      const page = await context.newPage();
      const troubles: string[] = [];
      page.on('pageerror', (error) => troubles.push(String(error)));
      page.on('console', (message) => {
        if (message.type() === 'error' || message.type() === 'warning') troubles.push(message.text());
      });
      page.on('dialog', (dialog) => {
        troubles.push(`dialog: ${dialog.message()}`);
        dialog.dismiss().catch(() => undefined);
      });
      await page.goto(url);
      return { page, context, troubles };
    },
    close: async () => {
      await browser.close();
      await rm(profile, { recursive: true, force: true });
    },
  };
}
