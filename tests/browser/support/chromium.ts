import { access } from 'node:fs/promises';
import { type Browser, chromium } from 'playwright-core';

/** Where Debian, Ubuntu, Fedora and Chrome's own package put it. */
const PLACES = [
  process.env.CHROMIUM,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
];

const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Starts the browser that this machine has. @throws with how to get one */
export async function launchChromium(): Promise<Browser> {
  for (const place of PLACES) {
    if (place !== undefined && (await isThere(place))) {
      return chromium.launch({ executablePath: place, args: FLAGS });
    }
  }
  throw new Error(
    'There is no Chromium on this machine. Get one with `apt-get install chromium fonts-noto-color-emoji`, or name yours in CHROMIUM.',
  );
}

async function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
