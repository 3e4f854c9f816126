import { aliveAndRefused } from './alive-and-refused.js';
import { archived } from './archived.js';
import { clearedByStaff } from './cleared-by-staff.js';
import { deletedByStaff } from './deleted-by-staff.js';
import type { Story } from './story.js';

/** The four stories of the mission, in its order. Each wants a scene of its own. */
export const stories: readonly Story[] = [archived, deletedByStaff, aliveAndRefused, clearedByStaff];
