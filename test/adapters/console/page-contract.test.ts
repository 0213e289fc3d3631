import { afterAll, beforeAll } from 'vitest';
import { browserConsole } from '../../../adapters/console/platform.ts';
import { type Browser, browserSuite, launch } from '../../browser.ts';
import { surfaceContract } from '../contract.ts';
import { pageDriver } from './page-driver.ts';

browserSuite('in a real browser', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launch();
  });
  afterAll(() => browser.close());
  surfaceContract('the console', browserConsole.can, () => pageDriver(() => browser));
});
