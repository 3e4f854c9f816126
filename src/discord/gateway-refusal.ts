import { GatewayCloseCodes } from 'discord.js';
import { neededIntents } from './intents.js';

/** For the operator, whose token is not the bot's any more. */
export const tokenRefusedWords =
  'Discord refuses the token: copy DISCORD_TOKEN anew from the developer portal.';

/** For the operator, by the names of the intents in the developer portal. */
export function intentsOffWords(names: readonly string[]): string {
  return `Discord does not let this bot see what it needs: switch on ${names.join(' and ')} in the developer portal, under Bot, Privileged Gateway Intents.`;
}

/** The gateway closed the connection with a code after which no client may come back (Opcodes and Status Codes, Gateway Close Event Codes). */
export class GatewayRefusal extends Error {
  override readonly name = 'GatewayRefusal';
  constructor(
    /** The close code. */
    readonly code: number,
    readonly shardId: number,
  ) {
    super(`Discord’s gateway refuses this bot (close code ${code}). ${adviceOn(code)}`);
  }
}

function adviceOn(code: number): string {
  switch (code) {
    case GatewayCloseCodes.AuthenticationFailed:
      return tokenRefusedWords;
    case GatewayCloseCodes.DisallowedIntents:
      return intentsOffWords(neededIntents);
    case GatewayCloseCodes.ShardingRequired:
      return 'The bot is in more servers than Discord serves over one connection: take it out of some.';
    default:
      return 'Discord no longer understands this version of the bot: look for a newer one.';
  }
}
