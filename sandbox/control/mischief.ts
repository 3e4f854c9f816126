import { z } from 'zod';
import type { Faults } from '../faults.js';

const common = {
  /** As `CallPattern` reads it: `POST /channels/{id}/messages`, `messages.SendMessage`, `*`. */
  calls: z.string().min(1),
  times: z.int().positive().default(1),
  when: z.enum(['before', 'after']).default('before'),
};

/** What either service can be asked to do wrong. */
export const mischief = z.discriminatedUnion('fault', [
  z.strictObject({
    fault: z.literal('fail'),
    ...common,
    status: z.int().default(500),
    code: z.int().default(0),
    message: z.string().default('Internal Server Error'),
  }),
  z.strictObject({ fault: z.literal('flood'), ...common, seconds: z.number().positive() }),
  z.strictObject({ fault: z.literal('drop'), ...common }),
  z.strictObject({ fault: z.literal('delay'), ...common, ms: z.int().positive() }),
]);

/** Asks for the fault; it strikes the next calls that match. */
export function ask(faults: Faults, wanted: z.infer<typeof mischief>): void {
  const { calls, times, when } = wanted;
  switch (wanted.fault) {
    case 'fail':
      faults.fail(calls, { times, when, status: wanted.status, code: wanted.code, message: wanted.message });
      return;
    case 'flood':
      faults.flood(calls, { times, when, seconds: wanted.seconds });
      return;
    case 'drop':
      faults.drop(calls, { times, when });
      return;
    case 'delay':
      faults.delay(calls, { times, when, ms: wanted.ms });
      return;
  }
}
