export { type Database, openDatabase } from './database.js';
export type { Claim, Installation, Owner } from './installation.js';
export { MigrationError } from './migrate.js';
export { SealError } from './sealing.js';
