import { isSnowflake } from '../snowflakes.js';
import { FormFaults, faultOf } from './form-faults.js';

type Path = readonly (string | number)[];

/** How long a string may be, in characters; both ends are allowed. */
export interface Length {
  readonly min?: number;
  readonly max: number;
}

/**
 * Reads the fields of a JSON body. A field that is absent or null reads as `undefined`; a wrong one is noted in the
 * faults and reads as `undefined` too. Call `faults.throwIfAny()` when everything has been read.
 */
export class Form {
  readonly #value: Readonly<Record<string, unknown>>;

  private constructor(
    value: Readonly<Record<string, unknown>>,
    readonly faults: FormFaults,
    readonly path: Path,
  ) {
    this.#value = value;
  }

  /** @throws 50035 if the body is no object at all */
  static of(body: unknown): Form {
    const faults = new FormFaults();
    if (!isRecord(body)) {
      faults.add([], faultOf.notObject);
      faults.throwIfAny();
      return new Form({}, faults, []);
    }
    return new Form(body, faults, []);
  }

  /** Whether the field was sent, be it null. */
  has(key: string): boolean {
    return this.#value[key] !== undefined;
  }

  isNull(key: string): boolean {
    return this.#value[key] === null;
  }

  raw(key: string): unknown {
    return this.#value[key];
  }

  note(key: string | null, fault: { code: string; message: string }): void {
    this.faults.add(key === null ? this.path : [...this.path, key], fault);
  }

  require(key: string): void {
    if (this.#value[key] === undefined || this.#value[key] === null) this.note(key, faultOf.required);
  }

  string(key: string, length?: Length): string | undefined {
    const value = this.#value[key];
    if (value === undefined || value === null) return undefined;
    if (typeof value !== 'string') return this.#refuse(key, faultOf.notString);
    if (!length) return value;
    const count = [...value].length;
    if (length.min !== undefined && (count < length.min || count > length.max)) {
      return this.#refuse(key, faultOf.length(length.min, length.max));
    }
    return count > length.max ? this.#refuse(key, faultOf.tooLong(length.max)) : value;
  }

  integer(key: string, range: { min?: number; max?: number } = {}): number | undefined {
    const value = this.#value[key];
    if (value === undefined || value === null) return undefined;
    if (typeof value !== 'number' || !Number.isInteger(value)) return this.#refuse(key, faultOf.notInteger);
    if (range.min !== undefined && value < range.min) return this.#refuse(key, faultOf.tooSmall(range.min));
    if (range.max !== undefined && value > range.max) return this.#refuse(key, faultOf.tooLarge(range.max));
    return value;
  }

  /** An integer of a fixed set. */
  choice<T extends number>(key: string, choices: readonly T[]): T | undefined {
    const value = this.#value[key];
    if (value === undefined || value === null) return undefined;
    return choices.find((choice) => choice === value) ?? this.#refuse(key, faultOf.notAmong(choices));
  }

  boolean(key: string): boolean | undefined {
    const value = this.#value[key];
    if (value === undefined || value === null) return undefined;
    return typeof value === 'boolean' ? value : this.#refuse(key, faultOf.notBoolean);
  }

  snowflake(key: string): string | undefined {
    const value = this.#value[key];
    if (value === undefined || value === null) return undefined;
    return isSnowflake(value) ? value : this.#refuse(key, faultOf.notSnowflake);
  }

  /** A permission bitfield: decimal digits in a string, or a number. */
  bits(key: string): bigint | undefined {
    const value = this.#value[key];
    if (value === undefined || value === null) return undefined;
    const text = typeof value === 'number' ? String(value) : value;
    if (typeof text !== 'string' || !/^\d{1,20}$/.test(text)) return this.#refuse(key, faultOf.notSnowflake);
    return BigInt(text);
  }

  /** @returns milliseconds since the epoch */
  timestamp(key: string): number | undefined {
    const text = this.string(key);
    if (text === undefined) return undefined;
    const ms = Date.parse(text);
    return Number.isNaN(ms) ? this.#refuse(key, faultOf.notTimestamp) : ms;
  }

  /** An address that must be http, https, or one of the other schemes that are given. */
  url(key: string, schemes: readonly string[] = []): string | undefined {
    const text = this.string(key, { max: 2_048 });
    if (text === undefined) return undefined;
    const isGood = URL.canParse(text) && ['http:', 'https:', ...schemes].includes(new URL(text).protocol);
    return isGood ? text : this.#refuse(key, faultOf.badUrl);
  }

  form(key: string): Form | undefined {
    const value = this.#value[key];
    if (value === undefined || value === null) return undefined;
    if (!isRecord(value)) return this.#refuse(key, faultOf.notObject);
    return new Form(value, this.faults, [...this.path, key]);
  }

  /** The forms in a list; items that are no objects are noted and left out. */
  forms(key: string, length?: Length): Form[] | undefined {
    return this.list(key, length)?.flatMap((item, index) => {
      if (isRecord(item)) return new Form(item, this.faults, [...this.path, key, index]);
      this.faults.add([...this.path, key, index], faultOf.notObject);
      return [];
    });
  }

  snowflakes(key: string, length?: Length): string[] | undefined {
    return this.list(key, length)?.flatMap((item, index) => {
      if (isSnowflake(item)) return item;
      this.faults.add([...this.path, key, index], faultOf.notSnowflake);
      return [];
    });
  }

  list(key: string, length?: Length): unknown[] | undefined {
    const value = this.#value[key];
    if (value === undefined || value === null) return undefined;
    if (!Array.isArray(value)) return this.#refuse(key, faultOf.notList);
    if (length && (value.length < (length.min ?? 0) || value.length > length.max)) {
      return this.#refuse(
        key,
        length.min === undefined ? faultOf.tooLong(length.max) : faultOf.length(length.min, length.max),
      );
    }
    return value;
  }

  #refuse(key: string, fault: { code: string; message: string }): undefined {
    this.note(key, fault);
    return undefined;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
