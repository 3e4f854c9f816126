import { readFile } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';
import type { Context } from 'hono';

/** Nothing comes from anywhere else, and nothing is evaluated. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "style-src-attr 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "media-src 'self' blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

const NOT_YET = `<!doctype html><html lang="en"><meta charset="utf-8"><meta http-equiv="refresh" content="1">
<title>VIP Concierge sandbox</title><body><p>The page is being built. It opens by itself in a moment.</p></body></html>`;

/** Headers of everything that the page's server answers. */
export const PAGE_HEADERS: Readonly<Record<string, string>> = {
  'content-security-policy': POLICY,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
};

/** The built page, served as it lies in its directory. */
export class PageFiles {
  readonly #directory: string;

  constructor(directory: string) {
    this.#directory = directory;
  }

  /** The page itself; while it is being built, a few words that try again. */
  async answerPage(context: Context): Promise<Response> {
    const html = await this.#read('index.html');
    return context.body(html ?? NOT_YET, 200, {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
    });
  }

  /** A file beside it, or null. */
  async answerFile(context: Context): Promise<Response | null> {
    const bytes = await this.#read(context.req.path);
    if (bytes === null) return null;
    return context.body(bytes, 200, {
      'content-type': TYPES[extname(context.req.path)] ?? 'application/octet-stream',
      // The names under /assets carry a hash of what is in them.
      'cache-control': context.req.path.startsWith('/assets/')
        ? 'public, max-age=31536000, immutable'
        : 'no-cache',
    });
  }

  async #read(path: string): Promise<Uint8Array<ArrayBuffer> | null> {
    const file = normalize(join(this.#directory, path));
    if (!file.startsWith(this.#directory + sep)) return null;
    try {
      return Uint8Array.from(await readFile(file));
    } catch {
      return null;
    }
  }
}
