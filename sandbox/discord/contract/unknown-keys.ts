import type * as z from 'zod/mini';

interface Definition {
  readonly type: string;
  readonly shape?: Readonly<Record<string, z.ZodMiniType>>;
  readonly getter?: () => z.ZodMiniType;
  readonly innerType?: z.ZodMiniType;
  readonly element?: z.ZodMiniType;
  readonly options?: readonly z.ZodMiniType[];
  readonly valueType?: z.ZodMiniType;
  readonly left?: z.ZodMiniType;
  readonly right?: z.ZodMiniType;
}

/**
 * The paths of keys that stand in the value but not in its schema. Discord's schemas are loose objects, and zod can't
 * make finished ones strict, so the value is walked beside the schema. Among the options of a union the one counts
 * that accepts the value with the fewest unknown keys.
 *
 * @param value one that the schema accepts; of others only what agrees in shape is looked at
 */
export function findUnknownKeys(schema: z.ZodMiniType, value: unknown, path = ''): string[] {
  const definition = describe(schema);
  switch (definition.type) {
    case 'object':
      return isRecord(value) ? inObject(definition.shape ?? {}, value, path) : [];
    case 'lazy':
      return definition.getter ? findUnknownKeys(definition.getter(), value, path) : [];
    case 'optional':
    case 'nullable':
      return definition.innerType ? findUnknownKeys(definition.innerType, value, path) : [];
    case 'array':
      return inArray(definition.element, value, path);
    case 'union':
      return inUnion(definition.options ?? [], value, path);
    case 'record':
      return inRecord(definition.valueType, value, path);
    case 'intersection':
      return inBoth(definition, value, path);
    default:
      return [];
  }
}

function inObject(
  shape: Readonly<Record<string, z.ZodMiniType>>,
  value: Readonly<Record<string, unknown>>,
  path: string,
): string[] {
  return Object.entries(value).flatMap(([key, inner]) => {
    const here = path === '' ? key : `${path}.${key}`;
    const schema = shape[key];
    if (schema) {
      return findUnknownKeys(schema, inner, here);
    }
    return inner === undefined ? [] : [here];
  });
}

function inArray(element: z.ZodMiniType | undefined, value: unknown, path: string): string[] {
  return element && Array.isArray(value)
    ? value.flatMap((inner, index) => findUnknownKeys(element, inner, `${path}[${index}]`))
    : [];
}

function inRecord(valueType: z.ZodMiniType | undefined, value: unknown, path: string): string[] {
  return valueType && isRecord(value)
    ? Object.entries(value).flatMap(([key, inner]) => findUnknownKeys(valueType, inner, `${path}.${key}`))
    : [];
}

function inUnion(options: readonly z.ZodMiniType[], value: unknown, path: string): string[] {
  let fewest: string[] | undefined;
  for (const option of options) {
    if (option.safeParse(value).success) {
      const unknown = findUnknownKeys(option, value, path);
      if (unknown.length === 0) {
        return unknown;
      }
      fewest = fewest && fewest.length <= unknown.length ? fewest : unknown;
    }
  }
  return fewest ?? [];
}

/** A key is known to an intersection if either side knows it. */
function inBoth(definition: Definition, value: unknown, path: string): string[] {
  const left = definition.left ? findUnknownKeys(definition.left, value, path) : [];
  const right = new Set(definition.right ? findUnknownKeys(definition.right, value, path) : []);
  return left.filter((key) => right.has(key));
}

function describe(schema: z.ZodMiniType): Definition {
  return schema._zod.def;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
