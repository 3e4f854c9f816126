import type { ChatSight, GuildCast, Persona, PlaceSight, StoryOutline } from '../../control/protocol.js';
import type { PageState } from './page-state.js';

export function chosenGuild({ cast, choice }: PageState): GuildCast | undefined {
  return cast?.guilds.find(({ id }) => id === choice.guildId);
}

export function chosenPerson(state: PageState): Persona | undefined {
  return chosenGuild(state)?.people.find(({ id }) => id === state.choice.personId);
}

/** Where the acting person is: the place that they chose last, or the one with the panel. */
export function chosenPlace(state: PageState): PlaceSight | undefined {
  const { discord, choice } = state;
  if (discord === null) return undefined;
  const wanted = choice.places[placeKey(state)];
  return (
    discord.places.find(({ id }) => id === wanted) ??
    discord.places.find(({ id }) => id === chosenGuild(state)?.upgradeChannelId) ??
    discord.places[0]
  );
}

export function placeKey({ choice }: PageState): string {
  return `${choice.guildId}/${choice.personId}`;
}

export function chosenChat({ telegram, choice }: PageState): ChatSight | undefined {
  return telegram?.chats.find(({ accountId }) => accountId === choice.chats[choice.guildId]);
}

/** The story that is told, or was told last. */
export function toldStory({ cast, tour }: PageState): StoryOutline | undefined {
  return tour.state === 'idle' ? undefined : cast?.stories.find(({ id }) => id === tour.storyId);
}

/** Whether a story is being told now. */
export function isTouring({ tour }: PageState): boolean {
  return (
    tour.state === 'preparing' ||
    tour.state === 'reading' ||
    tour.state === 'playing' ||
    tour.state === 'paused'
  );
}
