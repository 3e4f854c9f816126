import { z } from 'zod';
import type { TourOrder } from '../protocol.js';

export const tourOrder: z.ZodType<TourOrder> = z.discriminatedUnion('order', [
  z.strictObject({
    order: z.literal('play'),
    story: z.string(),
    paused: z.boolean().optional(),
    speed: z.number().positive().max(100).optional(),
  }),
  z.strictObject({ order: z.literal('pause') }),
  z.strictObject({ order: z.literal('resume') }),
  z.strictObject({ order: z.literal('step') }),
  z.strictObject({ order: z.literal('stop') }),
]);
