/**
 * Everything that the page and the sandbox say to each other, over HTTP on one origin (`control.ts` serves both).
 *
 * | Request                                   | Body        | Answer                                                        |
 * | ----------------------------------------- | ----------- | ------------------------------------------------------------- |
 * | `GET /page/cast`                          |             | `Cast`: guilds, people to act as, stories                     |
 * | `GET /page/guilds/GUILD/people/ID`        |             | `GuildSight`: the guild as this person sees it                |
 * | `GET /page/guilds/GUILD/agent`            |             | `AgentSight`: the agent's Telegram                            |
 * | `GET /page/guilds/GUILD/machine`          |             | `MachineSight`: sessions, pool, waiting steps, the bot        |
 * | `GET /page/stream`                        |             | `StreamSight`: the latest requests and log lines              |
 * | `GET /page/exchanges/SEQ`                 |             | `ExchangeDetail`: both directions of one entry of the stream  |
 * | `GET /page/tour`                          |             | `TourSight`                                                   |
 * | `GET /events`                             |             | an event stream (SSE) of `ServerEvent`                        |
 * | `POST /guilds/GUILD/people/NAME-OR-ID`    | `PersonAct` | `ActAnswer`                                                   |
 * | `POST /guilds/GUILD/agent`                | `AgentAct`  | `ActAnswer`                                                   |
 * | `POST /mischief`                          | `Mischief`  | `MischiefAnswer`                                              |
 * | `DELETE /mischief`                        |             | `MischiefAnswer`: lifts what still lasts                      |
 * | `POST /tour`                              | `TourOrder` | `TourSight`                                                   |
 *
 * Bodies are JSON. A refusal is 400, 404, 409 (Discord's or Telegram's own, or the app's) or 504 with `ActRefusal`; or 200 with the same, for who asks
 * with `x-refusals: told`. Ids are strings. Times
 * are milliseconds since 1970 by the clock of the services. All types are plain data, and import nothing that needs Node.
 *
 * The tests find things on the page by role and accessible name: the three panes are regions named "Discord", "Telegram" and "Machine room";
 * everything else is listed in `sandbox/README.md`.
 */
export type * from './protocol/acts.js';
export type * from './protocol/cast.js';
export type * from './protocol/discord-sight.js';
export type * from './protocol/events.js';
export type * from './protocol/machine-sight.js';
export type * from './protocol/message-sight.js';
export type * from './protocol/mischief.js';
export type * from './protocol/telegram-sight.js';
export type * from './protocol/tour.js';
