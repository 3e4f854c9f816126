import { type DiscordError, type FieldFault, type FormFaultTree, refuseForm } from '../discord-error.js';

type Path = readonly (string | number)[];

/** Collects what is wrong with a form, to refuse it once with everything (50035). */
export class FormFaults {
  readonly #tree: FormFaultTree = {};
  #count = 0;

  add(path: Path, fault: FieldFault): void {
    this.#count += 1;
    let node = this.#tree;
    for (const step of path) {
      const existing = node[step];
      const next: FormFaultTree = existing && !Array.isArray(existing) ? existing : {};
      node[step] = next;
      node = next;
    }
    const faults = node._errors;
    if (Array.isArray(faults)) faults.push(fault);
    else node._errors = [fault];
  }

  hasAny(): boolean {
    return this.#count > 0;
  }

  /** @throws 50035 with all that was added; nothing otherwise */
  throwIfAny(): void {
    if (this.#count > 0) throw this.toError();
  }

  toError(): DiscordError {
    return refuseForm(this.#tree);
  }
}

/** Refuses a form for one fault of one field. */
export function refuseField(path: Path, fault: FieldFault): DiscordError {
  const faults = new FormFaults();
  faults.add(path, fault);
  return faults.toError();
}

/** Discord's words for common faults. */
export const faultOf = {
  required: { code: 'BASE_TYPE_REQUIRED', message: 'This field is required' },
  notString: { code: 'STRING_TYPE_CONVERT', message: 'Could not interpret value as string.' },
  notInteger: { code: 'NUMBER_TYPE_COERCE', message: 'Value is not int.' },
  notBoolean: { code: 'BOOLEAN_TYPE_CONVERT', message: 'Must be either true or false.' },
  notObject: { code: 'DICT_TYPE_CONVERT', message: 'Only dictionaries may be used in a DictType' },
  notList: { code: 'LIST_TYPE_CONVERT', message: 'Only iterables may be used in a ListType' },
  notSnowflake: { code: 'NUMBER_TYPE_COERCE', message: 'Value is not snowflake.' },
  notTimestamp: { code: 'DATE_TIME_TYPE_PARSE', message: 'Could not parse value. Should be ISO8601.' },
  badUrl: {
    code: 'URL_TYPE_INVALID_URL',
    message: 'Not a well formed URL.',
  },
  length: (min: number, max: number): FieldFault => ({
    code: 'BASE_TYPE_BAD_LENGTH',
    message: `Must be between ${min} and ${max} in length.`,
  }),
  tooLong: (max: number): FieldFault => ({
    code: 'BASE_TYPE_MAX_LENGTH',
    message: `Must be ${max} or fewer in length.`,
  }),
  tooSmall: (min: number): FieldFault => ({
    code: 'NUMBER_TYPE_MIN',
    message: `int value should be greater than or equal to ${min}.`,
  }),
  tooLarge: (max: number): FieldFault => ({
    code: 'NUMBER_TYPE_MAX',
    message: `int value should be less than or equal to ${max}.`,
  }),
  notAmong: (choices: readonly (string | number)[]): FieldFault => ({
    code: 'BASE_TYPE_CHOICES',
    message: `Value must be one of {${choices.join(', ')}}.`,
  }),
} as const;
