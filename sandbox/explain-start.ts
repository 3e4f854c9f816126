/** What is said when the sandbox can't start for a reason outside of it; any other error is thrown on. */
export function explainStart(error: unknown, { traffic }: { readonly traffic?: string }): string {
  if (!(error instanceof Error) || !('code' in error)) throw error;
  const port = 'port' in error ? ` ${String(error.port)}` : '';
  if (error.code === 'EADDRINUSE')
    return `error: port${port} is taken by another program. Leave --port out, and a free one is found.`;
  if (error.code === 'EACCES' && 'port' in error)
    return `error: you may not listen on port${port}. Choose one above 1023, or leave --port out.`;
  if (traffic !== undefined && 'path' in error)
    return `error: the traffic can't be written to ${traffic}: ${error.message}`;
  throw error;
}
