/** The package ships its zod schemas without types; they are looked at through `schemas.ts` only. */
declare module 'discord-api-spec/zod';
