import { fromDiscord } from './from-discord.js';
import { fromTelegram } from './from-telegram.js';

interface Row {
  readonly what: string;
  readonly how: string;
  readonly canBeEdited: boolean;
}

/** What is carried and how, for people: `docs/relay.md`. Every row is played by tests/scenarios/kinds-*.test.ts. */
export function renderCarried(): string {
  return `# What is carried, and how

Rendered from the table in \`tests/relay/carried\`, of which the tests play every cell, both ways; not to be edited by hand:
\`RENDER_DOCS=1 npx vitest run --config tests/vitest.config.ts tests/relay/document.test.ts\` and \`npx biome check --write docs\` write it anew.

Every kind is carried once and in order, also when it was sent while the bot was down. **Edited**: what was carried says the same a moment
later, or, where it was edited while the bot was down, once it is back. Telegram lets nobody change a message after two days: who edits an older
one in the thread is told so, and the agent goes on seeing it as it was. **Deleted**: what was carried is deleted, too. **Replied to**: an answer to it, from either
side, is a real reply on the other one.

## From the member to the agent

${tableOf(fromDiscord)}

Staff who write in the thread are carried under their name. Others in the thread are not carried, and are told so once.

## From the agent to the member

${tableOf(fromTelegram)}

## Around the messages

| what happens | what the other side sees |
| --- | --- |
| Reaction of the agent’s | the same emoji below its counterpart, where Discord has it; custom ones have none |
| Reaction of the member’s or staff’s | the account’s one reaction: the newest that stands in the thread and that Telegram allows; when it is taken away, the one before it. Custom ones have no counterpart |
| Reaction while the bot was down | caught up on the thread’s last 100 messages where something was carried within a day, whoever of the people in the thread set it; the agent’s as Telegram tells them, but not after so long a time that Telegram no longer does |
| Reaction that a service does not take for now | comes later and holds up nothing; after some tries it is dropped |
| Typing | the platform’s own sign |
| Read by the agent | a 👁 below the last message that they have read |
| Read by the member | nothing: Discord tells nobody. Once a message of the agent’s stands in the thread it is marked as read on Telegram |
| Reply to a message that is not there | the answer begins with a quote of it |
| Reply of the agent’s to a message of another chat | the answer begins with a quote of it, and says who wrote it |
| Reply of the agent’s to a part of a message | a real reply that begins with the words that they marked |
| Message that waits (Telegram down, flood wait) | a ⏳ below it, which goes with its delivery |
| Message that can’t be delivered | an answer to its author that says why |
| File that is too large | its name, its size and the limit to its author; the rest of the message is carried. Discord’s limit is that of the server’s boosts, Telegram’s is 2 GB |
| File that its author takes out of a message | it goes; the others and the words stay |
| Empty file | its name to its author, for Telegram takes none; the rest of the message is carried |
| Words of the agent’s that the server’s AutoMod blocks | an answer to them that says so; what stood there before an edit goes on standing |
| Preview of a link | nothing: each side makes its own |
| More than 200 messages missed while the bot was down | the first 200, and a line that says so to both, for the agent with a link to the rest |
| Pins, screenshots, changes of the chat’s look | nothing |
`;
}

function tableOf(rows: readonly Row[]): string {
  const lines = rows.map(({ what, how, canBeEdited }) => {
    const edited = canBeEdited ? 'edited' : 'can’t be edited at its source';
    return `| ${what} | ${how} | ${edited} | deleted | real reply | carried at the start |`;
  });
  return [
    '| what | arrives as | edited | deleted | replied to | while down |',
    '| --- | --- | --- | --- | --- | --- |',
    ...lines,
  ].join('\n');
}
