export { type Database, openDatabase } from './database.js';
export { MigrationError } from './migrate.js';
export { SealError } from './sealing.js';
