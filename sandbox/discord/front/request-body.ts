/** A request body as traffic, faults and contract see it. */
export interface ReadBody {
  /** Parsed JSON, or the `payload_json` of a form; undefined if there is none, text if it can't be parsed. */
  readonly json: unknown;
  /** Name and size of the files of a form. */
  readonly files: readonly { readonly field: string; readonly name: string; readonly size: number }[];
}

/** Reads a body a second time, beside the route that handles it. Never throws. */
export async function readBody(
  bytes: Uint8Array<ArrayBuffer>,
  contentType: string | null,
): Promise<ReadBody> {
  if (bytes.byteLength === 0) {
    return { json: undefined, files: [] };
  }
  if (!contentType?.startsWith('multipart/form-data')) {
    return { json: parseJson(new TextDecoder().decode(bytes)), files: [] };
  }
  const form = await new Response(bytes, { headers: { 'content-type': contentType } })
    .formData()
    .catch(() => null);
  const files = [...(form?.entries() ?? [])].flatMap(([field, value]) =>
    typeof value === 'string' ? [] : [{ field, name: value.name, size: value.size }],
  );
  const payload = form?.get('payload_json');
  return { json: typeof payload === 'string' ? parseJson(payload) : {}, files };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
