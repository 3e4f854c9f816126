import type { Context } from 'hono';

/** The names by which this machine calls itself. Any other in `Host` means that a foreign name was pointed here (DNS rebinding). */
const OWN_NAMES: readonly (string | undefined)[] = ['127.0.0.1', 'localhost'];

/**
 * Why a request is not served; null if it is. Requests under another host name are refused, and those that another web page makes: browsers say so in `Origin`
 * and `Sec-Fetch-Site` (Fetch Standard; Fetch Metadata Request Headers), and no page can leave out or forge either. Programs such as curl send neither.
 */
export function refusalOf(context: Context): string | null {
  const host = context.req.header('host');
  if (!OWN_NAMES.includes(host?.replace(/:\d+$/, ''))) return 'wrong host';
  const origin = context.req.header('origin');
  if (origin !== undefined && origin !== `http://${host}`) return 'wrong origin';
  const site = context.req.header('sec-fetch-site');
  const isNavigation = context.req.method === 'GET' && context.req.header('sec-fetch-mode') === 'navigate';
  if (site !== undefined && site !== 'same-origin' && site !== 'none' && !isNavigation) return 'wrong origin';
  return null;
}
