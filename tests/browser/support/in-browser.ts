import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { Control } from '../../../sandbox/control/control.js';
import { ensurePageIsBuilt, PAGE_DIRECTORY } from '../../../sandbox/page/built-page.js';
import type { Scene } from '../../../sandbox/stage/scene.js';
import { Stage } from '../../../sandbox/stage/stage.js';
import { launchChromium } from './chromium.js';

/** The sandbox of one test file, as `npm run sandbox` sets it up, and a browser to look at it with. */
export interface InBrowser {
  readonly stage: Stage;
  /** The guild to play in. */
  readonly scene: Scene;
  readonly address: string;
  /** A window of its own; whatever goes wrong in it fails the test. */
  open(options?: BrowserContextOptions): Promise<Page>;
}

export interface InBrowserOptions {
  readonly accounts?: number;
  readonly members?: readonly string[];
  /** False: nobody serves the guild, and there is no panel. */
  readonly withBot?: boolean;
}

/**
 * Sets the stage for a test file. After each test no page may have written an error into its console or asked another host for anything, and the services may not
 * have been asked for what they lack.
 */
export function inBrowser(options: InBrowserOptions = {}): InBrowser {
  let set: { stage: Stage; scene: Scene; control: Control; browser: Browser; address: string } | undefined;
  const complaints: string[] = [];
  beforeAll(async () => {
    await ensurePageIsBuilt();
    const stage = await Stage.set();
    const scene = await stage.addScene({
      accounts: options.accounts ?? 4,
      members: options.members ?? ['Mia', 'Noah'],
      agentSavesAccounts: false,
    });
    const control = new Control(stage, {
      pageDirectory: PAGE_DIRECTORY,
      report: (line) => complaints.push(line),
    });
    const address = await control.start();
    if (options.withBot !== false) {
      await stage.startBot();
      await scene.postPanel();
    }
    set = { stage, scene, control, browser: await launchChromium(), address };
  });
  afterEach(async (context) => {
    set?.stage.faults.liftAll();
    if (context.task.result?.state === 'fail') {
      console.error(set?.stage.bot.tail(40));
      const pages = set?.browser.contexts().flatMap((each) => each.pages()) ?? [];
      const name = context.task.name.replaceAll(/[^a-z0-9]+/gi, '-');
      for (const [index, page] of pages.entries()) {
        await page.screenshot({ path: `coverage/browser/${name}-${index}.png` }).catch(() => {});
      }
    }
    for (const each of set?.browser.contexts() ?? []) await each.close();
    expect(complaints.splice(0)).toEqual([]);
    expect(set?.stage.faultsOfServices()).toEqual([]);
  });
  afterAll(async () => {
    await set?.browser.close();
    await set?.control.stop();
    await set?.stage.close();
  });
  const require = () => {
    if (set === undefined) throw new Error('the stage is not set yet');
    return set;
  };
  return {
    get stage() {
      return require().stage;
    },
    get scene() {
      return require().scene;
    },
    get address() {
      return require().address;
    },
    async open(contextOptions = {}) {
      const { browser, address } = require();
      const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...contextOptions });
      const page = await context.newPage();
      // Nothing takes so long but on a machine with too much to do.
      page.setDefaultTimeout(30_000);
      page.on('console', (message) => {
        if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
      });
      page.on('pageerror', (error) => complaints.push(String(error)));
      page.on('request', (request) => {
        const isOwn = [address, 'data:', 'blob:'].some((own) => request.url().startsWith(own));
        if (!isOwn) complaints.push(`asked ${request.url()}`);
      });
      await page.goto(address);
      return page;
    },
  };
}
