import type { Context, Hono } from 'hono';

/** What every route finds in its context. */
export interface RestEnv {
  Variables: {
    /** The user whose token came with the request. */
    actorId: string;
  };
}

export type RestApp = Hono<RestEnv>;
export type RestContext<Path extends string = string> = Context<RestEnv, Path>;
