import { refuse } from '../world/discord-error.js';
import type { UploadedFile } from '../world/forms/message-form.js';

/** A body with its files ("Reference", Uploading Files). */
export interface UploadBody {
  readonly body: unknown;
  readonly files: readonly UploadedFile[];
}

/**
 * Reads JSON, or a form with `payload_json` and `files[n]`.
 *
 * @throws 50109 for what is no JSON
 */
export async function readUploadBody(request: Request): Promise<UploadBody> {
  const contentType = request.headers.get('content-type') ?? '';
  if (!contentType.startsWith('multipart/form-data')) {
    const text = await request.text();
    return { body: text === '' ? {} : parse(text), files: [] };
  }
  const form = await request.formData();
  const payload = form.get('payload_json');
  const files: UploadedFile[] = [];
  for (const [field, value] of form) {
    const index = /^files\[(\d+)\]$/.exec(field)?.[1];
    if (index !== undefined && typeof value !== 'string') {
      files.push({
        index,
        filename: value.name,
        contentType: value.type || 'application/octet-stream',
        bytes: new Uint8Array(await value.arrayBuffer()),
      });
    }
  }
  return { body: typeof payload === 'string' ? parse(payload) : {}, files };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw refuse('invalidBody');
  }
}
