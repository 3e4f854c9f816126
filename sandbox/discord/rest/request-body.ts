import { refuse } from '../world/discord-error.js';
import type { UploadedFile } from '../world/forms/message-form.js';
import type { RestContext } from './rest-env.js';

/** Nothing larger is read at all: a file of 100 MiB, as the highest boost tier allows, and some room. */
const LARGEST_BODY_BYTES = 110 * 1_048_576;

/** A body with the files that came with it. */
export interface RequestBody {
  readonly json: unknown;
  readonly files: readonly UploadedFile[];
}

/**
 * Reads JSON, or a multipart form with `payload_json` and `files[n]` ("Reference", Uploading Files). No body reads as
 * an empty object.
 *
 * @throws 50109 for malformed JSON
 */
export async function readRequestBody(context: RestContext): Promise<RequestBody> {
  const size = Number(context.req.header('content-length') ?? 0);
  if (size > LARGEST_BODY_BYTES) throw refuse('tooLarge');
  const type = context.req.header('content-type') ?? '';
  if (type.startsWith('multipart/form-data')) return readMultipart(context);
  return { json: parseJson(await context.req.text()), files: [] };
}

/** Reads JSON where no files can come along. */
export async function readJson(context: RestContext): Promise<unknown> {
  return (await readRequestBody(context)).json;
}

async function readMultipart(context: RestContext): Promise<RequestBody> {
  const form = await context.req.formData();
  const files: UploadedFile[] = [];
  const loose: Record<string, unknown> = {};
  let json: unknown;
  for (const [key, value] of form.entries()) {
    if (key === 'payload_json') {
      json = parseJson(typeof value === 'string' ? value : await value.text());
    } else if (typeof value === 'string') {
      loose[key] = value;
    } else {
      files.push({
        index: /^files\[(\d+)\]$/.exec(key)?.[1] ?? String(files.length),
        filename: value.name,
        contentType: value.type || 'application/octet-stream',
        bytes: new Uint8Array(await value.arrayBuffer()),
      });
    }
  }
  return { json: json ?? loose, files };
}

function parseJson(text: string): unknown {
  if (text === '') return {};
  try {
    return JSON.parse(text);
  } catch {
    throw refuse('invalidBody');
  }
}
