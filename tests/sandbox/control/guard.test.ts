import { type IncomingHttpHeaders, request } from 'node:http';
import { describe, expect, it } from 'vitest';
import { onControl } from './support/on-control.js';

const on = onControl({ withBot: false });

/** Asks with headers that `fetch` does not let anybody choose. */
function askWith(
  headers: Record<string, string>,
  method = 'GET',
  path = '/page/cast',
): Promise<{ status: number | undefined; headers: IncomingHttpHeaders }> {
  const { hostname, port } = new URL(on.address);
  return new Promise((resolve, reject) => {
    request({ hostname, port, path, method, headers }, (response) => {
      response.resume();
      resolve({ status: response.statusCode, headers: response.headers });
    })
      .on('error', reject)
      .end(method === 'POST' ? JSON.stringify({ order: 'stop' }) : undefined);
  });
}

describe('the page’s server', () => {
  it('serves its own page and programs', async () => {
    const { host, port } = new URL(on.address);
    const asked: readonly Record<string, string>[] = [
      { host },
      { host: `localhost:${port}` },
      { host, origin: on.address, 'sec-fetch-site': 'same-origin' },
      { host, 'sec-fetch-site': 'none' },
    ];
    for (const headers of asked) {
      expect((await askWith(headers)).status, JSON.stringify(headers)).toBe(200);
    }
  });

  it.each([
    ['a name that was pointed here', { host: 'evil.example' }],
    ['a name that begins like ours', { host: '127.0.0.1.evil.example' }],
    ['a page of another host', { origin: 'https://evil.example' }],
    ['a page of another port', { origin: 'http://127.0.0.1:1' }],
    ['a sandboxed frame', { origin: 'null' }],
    ['a picture in another page', { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' }],
    ['a page of another port on this machine', { 'sec-fetch-site': 'same-site', 'sec-fetch-mode': 'cors' }],
  ])('refuses %s', async (_, foreign) => {
    const headers = { host: new URL(on.address).host, ...foreign };
    expect((await askWith(headers)).status).toBe(403);
    expect((await askWith(headers, 'POST', '/tour')).status).toBe(403);
    expect((await askWith(headers, 'DELETE', '/mischief')).status).toBe(403);
  });

  it('may be linked to, but a link changes nothing', async () => {
    const link = {
      host: new URL(on.address).host,
      'sec-fetch-site': 'cross-site',
      'sec-fetch-mode': 'navigate',
    };
    expect((await askWith(link, 'GET', '/')).status).toBe(200);
    expect((await askWith(link, 'POST', '/tour')).status).toBe(403);
  });

  it('lets nothing from elsewhere into the page', async () => {
    const { headers } = await askWith({ host: new URL(on.address).host });
    expect(headers['content-security-policy']).toContain("default-src 'none'");
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'cross-origin-resource-policy': 'same-origin',
    });
  });
});
