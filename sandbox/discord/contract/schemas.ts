import * as z from 'zod/mini';

// Zod's small edition says nothing but "Invalid input" until it is given a language.
z.config(z.locales.en());

/** Discord's own schemas by name, and schemas that are put together from them. */
export interface Schemas {
  /**
   * Reads an expression: a name of Discord's description without `Schema` (`MessageResponse`), `A | B`, and `[]`
   * after a name or parentheses for a list. `string`, `number`, `boolean` and `null` are themselves; `{a?: X, b: Y}`
   * is an object. The same expression gives the same schema. Throws on an unknown name.
   */
  read(expression: string): z.ZodMiniType;
}

/** Loads Discord's API description (about 100 ms; Node keeps the module, so a second call costs nothing). */
export async function loadSchemas(): Promise<Schemas> {
  const named: Readonly<Record<string, unknown>> = await import('discord-api-spec/zod');
  const known = new Map<string, z.ZodMiniType>();
  return {
    read(expression) {
      const found = known.get(expression);
      if (found) {
        return found;
      }
      const built = buildSchema(tokenize(expression), named);
      known.set(expression, built);
      return built;
    },
  };
}

const PLAIN: Readonly<Record<string, () => z.ZodMiniType>> = {
  string: () => z.string(),
  number: () => z.number(),
  boolean: () => z.boolean(),
  null: () => z.null(),
};

function tokenize(expression: string): string[] {
  return expression.match(/\w+|\[\]|[(){}|,:?]/g) ?? [];
}

/** Consumes the tokens of one expression, up to a closing mark that belongs to whoever opened it. */
function buildSchema(tokens: string[], named: Readonly<Record<string, unknown>>): z.ZodMiniType {
  const options = [buildTerm(tokens, named)];
  while (tokens[0] === '|') {
    tokens.shift();
    options.push(buildTerm(tokens, named));
  }
  const [only] = options;
  return options.length === 1 && only ? only : z.union(options);
}

function buildTerm(tokens: string[], named: Readonly<Record<string, unknown>>): z.ZodMiniType {
  const token = tokens.shift() ?? '';
  let schema: z.ZodMiniType;
  if (token === '(') {
    schema = buildSchema(tokens, named);
    tokens.shift();
  } else if (token === '{') {
    schema = buildObject(tokens, named);
  } else {
    schema = PLAIN[token]?.() ?? findNamed(token, named);
  }
  while (tokens[0] === '[]') {
    tokens.shift();
    schema = z.array(schema);
  }
  return schema;
}

function buildObject(tokens: string[], named: Readonly<Record<string, unknown>>): z.ZodMiniType {
  const shape: Record<string, z.ZodMiniType> = {};
  while (tokens[0] !== '}') {
    const key = tokens.shift() ?? '';
    const isOptional = tokens[0] === '?';
    tokens.splice(0, isOptional ? 2 : 1);
    const value = buildSchema(tokens, named);
    shape[key] = isOptional ? z.optional(value) : value;
    if (tokens[0] === ',') {
      tokens.shift();
    }
  }
  tokens.shift();
  return z.object(shape);
}

function findNamed(name: string, named: Readonly<Record<string, unknown>>): z.ZodMiniType {
  const schema = named[`${name}Schema`];
  if (!isSchema(schema)) {
    throw new Error(`Discord's description has no schema named ${name}`);
  }
  return schema;
}

function isSchema(value: unknown): value is z.ZodMiniType {
  return typeof value === 'object' && value !== null && '_zod' in value;
}
