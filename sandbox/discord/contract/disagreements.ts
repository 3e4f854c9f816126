/**
 * Where Discord's API description and what Discord really accepts or sends are known to differ. Each line is applied
 * before a body is judged; nothing else is forgiven.
 */
export const DISAGREEMENTS: readonly Disagreement[] = [
  {
    of: 'answers',
    path: '**',
    why: 'Timestamps end in +00:00; the schemas of discord-api-spec accept only Z for `format: date-time`.',
    mend: (value) =>
      typeof value === 'string' && /^\d{4}-\d\d-\d\dT[\d:.]+\+00:00$/.test(value)
        ? value.replace('+00:00', 'Z')
        : value,
  },
  {
    of: 'requests',
    path: '**',
    why: 'As above, for a time that a client sends with its offset, such as communication_disabled_until.',
    mend: (value) =>
      typeof value === 'string' && /^\d{4}-\d\d-\d\dT[\d:.]+\+00:00$/.test(value)
        ? value.replace('+00:00', 'Z')
        : value,
  },
  {
    of: 'requests',
    path: 'tts',
    why: 'discord.js sends its default in every message, also where it edits one; Discord passes over it there.',
    mend: (value) => (value === false ? undefined : value),
  },
  {
    of: 'requests',
    path: 'enforce_nonce',
    why: 'As above.',
    mend: (value) => (value === false ? undefined : value),
  },
];

/** One known difference between description and service. */
export interface Disagreement {
  readonly of: 'requests' | 'answers';
  /** The key (of any object in the body) that is meant; `**` means every value. */
  readonly path: string;
  readonly why: string;
  /** Makes of the real value what the description would have; `undefined` takes the key out. */
  readonly mend: (value: unknown) => unknown;
}

/** The body as the description would have it, with every known disagreement taken out; the original is untouched. */
export function mendDisagreements(of: Disagreement['of'], body: unknown): unknown {
  const applicable = DISAGREEMENTS.filter((disagreement) => disagreement.of === of);
  return mendValue(body, '', applicable);
}

function mendValue(value: unknown, key: string, applicable: readonly Disagreement[]): unknown {
  let mended = value;
  for (const { path, mend } of applicable) {
    mended = path === '**' || path === key ? mend(mended) : mended;
  }
  if (Array.isArray(mended)) {
    return mended.map((inner) => mendValue(inner, '', applicable));
  }
  if (typeof mended === 'object' && mended !== null) {
    return Object.fromEntries(
      Object.entries(mended)
        .map(([name, inner]) => [name, mendValue(inner, name, applicable)] as const)
        .filter(([, inner]) => inner !== undefined),
    );
  }
  return mended;
}
