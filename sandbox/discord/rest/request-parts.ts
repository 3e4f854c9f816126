import { faultOf, refuseField } from '../world/forms/form-faults.js';
import { isSnowflake } from '../world/snowflakes.js';
import type { RestContext } from './rest-env.js';

/** An id of the path, with `@me` standing for who asks. @throws 50035 for what is no id */
export function readId(context: RestContext, name: string): string {
  const value = context.req.param(name);
  if (value === '@me') return context.get('actorId');
  if (isSnowflake(value)) return value;
  throw refuseField([name], {
    code: 'NUMBER_TYPE_COERCE',
    message: `Value "${value ?? ''}" is not snowflake.`,
  });
}

/** An integer of the query within its range. @throws 50035 */
export function readQueryInteger(
  context: RestContext,
  name: string,
  range: { readonly min: number; readonly max: number; readonly fallback: number },
): number {
  const text = context.req.query(name);
  if (text === undefined) return range.fallback;
  const value = Number(text);
  if (!Number.isInteger(value)) throw refuseField([name], faultOf.notInteger);
  if (value < range.min) throw refuseField([name], faultOf.tooSmall(range.min));
  if (value > range.max) throw refuseField([name], faultOf.tooLarge(range.max));
  return value;
}

/** An id of the query; `0` where none is given. @throws 50035 */
export function readQueryId(context: RestContext, name: string): string {
  const value = context.req.query(name) ?? '0';
  if (!isSnowflake(value)) throw refuseField([name], faultOf.notSnowflake);
  return value;
}

/** "Reference", Boolean Query Strings: true, True, 1. */
export function readQueryFlag(context: RestContext, name: string): boolean {
  return ['true', 'True', '1'].includes(context.req.query(name) ?? '');
}
