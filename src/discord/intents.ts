import { ApplicationFlags } from 'discord.js';

/** The privileged intents that the bot can't do without, by their names in the developer portal, and the flags that an application has where they are on. */
const needed: Readonly<Record<string, number>> = {
  'Server Members': ApplicationFlags.GatewayGuildMembers | ApplicationFlags.GatewayGuildMembersLimited,
  'Message Content': ApplicationFlags.GatewayMessageContent | ApplicationFlags.GatewayMessageContentLimited,
};

export const neededIntents: readonly string[] = Object.keys(needed);

/** Which of them are switched off, by the flags of an application (Application, Application Flags): the gateway would refuse the bot (4014). */
export function intentsSwitchedOff(flags: number): readonly string[] {
  return Object.entries(needed).flatMap(([name, bits]) => ((flags & bits) === 0 ? [name] : []));
}
