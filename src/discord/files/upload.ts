import { DefaultRestOptions, type RESTOptions } from 'discord.js';
import { MultipartBody } from './multipart-body.js';

/** How long an upload may stand still: its whole length says nothing, a large file may take minutes. */
const stillstandMs = 60_000;

/** Makes the client's requests; a body with files is sent as it is read instead of being collected in memory first. */
export const makeRequest: RESTOptions['makeRequest'] = async (url, init) => {
  const body: unknown = init.body;
  if (!(body instanceof MultipartBody)) return DefaultRestOptions.makeRequest(url, init);
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(), stillstandMs);
  const pieces = body.read();
  const stream = new ReadableStream<Uint8Array>(
    {
      async pull(sink) {
        timer.refresh();
        const { done, value } = await pieces.next();
        if (done) sink.close();
        else sink.enqueue(value);
      },
      async cancel() {
        await pieces.return(undefined);
      },
    },
    { highWaterMark: 0 },
  );
  const { length, contentType } = body;
  const headers = new Headers();
  for (const [name, value] of Object.entries(init.headers ?? {})) headers.set(name, String(value));
  headers.set('content-type', contentType);
  if (length !== null) headers.set('content-length', String(length));
  try {
    const request = { method: init.method ?? 'POST', headers, body: stream, signal: controller.signal };
    return await fetch(url, { ...request, duplex: 'half' });
  } finally {
    clearTimeout(timer);
  }
};
