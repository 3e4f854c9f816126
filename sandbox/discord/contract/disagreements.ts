/** One known difference between Discord's API description and the service. */
export interface Disagreement {
  readonly of: 'requests' | 'answers';
  /** The keys, of any object in the body, that are meant; `null`: every value. */
  readonly keys: readonly string[] | null;
  readonly why: string;
  /** Makes of the real value what the description would have; `undefined` takes it out. */
  readonly mend: (value: unknown) => unknown;
}

/**
 * Where Discord's API description and what Discord really accepts or sends are known to differ. Each line is applied
 * before a body is judged; nothing else is forgiven.
 */
export const DISAGREEMENTS: readonly Disagreement[] = [
  {
    of: 'answers',
    keys: null,
    why: 'Timestamps end in +00:00, but the schemas of discord-api-spec take only Z for `format: date-time`.',
    mend: toZulu,
  },
  {
    of: 'requests',
    keys: null,
    why: 'As above, for times that a client sends, such as communication_disabled_until.',
    mend: toZulu,
  },
  {
    of: 'requests',
    keys: ['default_member_permissions', 'permissions', 'allow', 'deny'],
    why: 'Integers in the description; Discord documents and takes strings ("Permissions": serialized as strings).',
    mend: (value) => (typeof value === 'string' && /^\d{1,20}$/.test(value) ? Number(value) : value),
  },
  {
    of: 'requests',
    keys: ['enforce_nonce', 'tts'],
    why: 'discord.js sends them as false with every message; where they have no meaning Discord passes over them.',
    mend: (value) => (value === false ? undefined : value),
  },
  {
    of: 'answers',
    keys: ['resource'],
    why:
      'With `with_response` Discord returns the loading message of a deferred answer (type 5), which discord.js ' +
      'relies on; the description has a message only with type 4.',
    mend: (value) =>
      typeof value === 'object' && value !== null && 'type' in value && value.type === 5
        ? { ...value, type: 4 }
        : value,
  },
  {
    of: 'answers',
    keys: ['_errors'],
    why: 'Codes of field faults are numbers in the description; Discord documents and sends words (BASE_TYPE_REQUIRED).',
    mend: (value) => (Array.isArray(value) ? value.map(withNumericCode) : value),
  },
  {
    of: 'answers',
    keys: ['activity'],
    why: 'Documented ("Message", Message Activity Object), but the description of a message does not have it.',
    mend: () => undefined,
  },
  {
    of: 'answers',
    keys: ['message_reference'],
    why: 'Forwards have the type 1 ("Message", Message Reference Types); the description knows only 0.',
    mend: asReply,
  },
  {
    of: 'requests',
    keys: ['message_reference'],
    why: 'Forwards have the type 1 ("Message", Message Reference Types); the description knows only 0.',
    mend: asReply,
  },
  {
    of: 'requests',
    keys: ['attachments'],
    why: 'To keep an attachment discord.js sends all that it knows of it; Discord looks at the id and the description.',
    mend: (value) => (Array.isArray(value) ? value.map(asRequest) : value),
  },
  {
    of: 'answers',
    keys: ['referenced_message'],
    why: 'A whole message object ("Message"), with its reactions; the description leaves them out of it.',
    mend: (value) =>
      typeof value === 'object' && value !== null && 'reactions' in value
        ? { ...value, reactions: undefined }
        : value,
  },
];

/** The body as the description would have it, with every known disagreement taken out; the original is untouched. */
export function mendDisagreements(of: Disagreement['of'], body: unknown): unknown {
  const applicable = DISAGREEMENTS.filter((disagreement) => disagreement.of === of);
  return mendValue(body, '', applicable);
}

function mendValue(value: unknown, key: string, applicable: readonly Disagreement[]): unknown {
  let mended = value;
  for (const { keys, mend } of applicable) {
    mended = keys === null || keys.includes(key) ? mend(mended) : mended;
  }
  if (Array.isArray(mended)) {
    return mended.map((inner) => mendValue(inner, '', applicable));
  }
  if (typeof mended === 'object' && mended !== null) {
    return Object.fromEntries(
      Object.entries(mended).map(([name, inner]) => [name, mendValue(inner, name, applicable)]),
    );
  }
  return mended;
}

function toZulu(value: unknown): unknown {
  return typeof value === 'string' && /^\d{4}-\d\d-\d\dT[\d:.]+\+00:00$/.test(value)
    ? value.replace('+00:00', 'Z')
    : value;
}

function withNumericCode(fault: unknown): unknown {
  const isWord =
    typeof fault === 'object' && fault !== null && 'code' in fault && typeof fault.code === 'string';
  return isWord ? { ...fault, code: 0 } : fault;
}

/** `proxyURL` is a word of discord.js, not of the API. */
function asRequest(attachment: unknown): unknown {
  if (typeof attachment !== 'object' || attachment === null) return attachment;
  // The number of an upload is written as a number, too ("Reference", Uploading Files); the description has strings.
  if ('id' in attachment && typeof attachment.id === 'number')
    return { ...attachment, id: String(attachment.id) };
  if (!('proxyURL' in attachment)) return attachment;
  const { id, description } = Object.assign({ id: undefined, description: undefined }, attachment);
  return { id, description };
}

function asReply(reference: unknown): unknown {
  const isForward =
    typeof reference === 'object' && reference !== null && 'type' in reference && reference.type === 1;
  return isForward ? { ...reference, type: 0 } : reference;
}
