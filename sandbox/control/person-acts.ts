import type { DiscordPerson } from '../people/discord-person.js';
import type { ReadPersonAct } from './acts.js';
import type { PageInteractions, PerformedAct } from './interactions.js';
import type { PersonalStates } from './personal-states.js';

const SEES_NOTHING: PerformedAct = { sees: null };

/** Lets a person do it; resolves with what they see then, if there is something. What they may not do throws Discord's refusal. */
export async function perform(
  person: DiscordPerson,
  act: ReadPersonAct,
  parts: { readonly interactions: PageInteractions; readonly states: PersonalStates },
): Promise<PerformedAct> {
  switch (act.act) {
    case 'runs':
    case 'completes':
    case 'clicks':
    case 'chooses':
    case 'submits':
      return parts.interactions.perform(person, act);
    case 'presses':
      return { sees: await person.presses(act.label, act.where) };
    case 'says': {
      const replyTo = act.replyTo === undefined ? {} : { replyTo: { id: act.replyTo } };
      const { sticker, poll, forwardOf } = act;
      const enclosures = {
        files: act.files,
        ...replyTo,
        ...(sticker !== undefined && { sticker: { id: sticker } }),
        ...(poll && { poll }),
        ...(forwardOf && { forwardOf: { id: forwardOf.message, channelId: forwardOf.channel } }),
      };
      return { sees: person.says(act.where, act.text, enclosures) };
    }
    case 'closesModal':
      parts.states.closeModal(person.id, act.modal);
      return SEES_NOTHING;
    case 'dismisses':
      parts.states.dismiss(person.id, act.message);
      return SEES_NOTHING;
    default:
      actAlone(person, act);
      return SEES_NOTHING;
  }
}

type QuietAct = Exclude<
  ReadPersonAct,
  {
    act:
      | 'runs'
      | 'completes'
      | 'clicks'
      | 'chooses'
      | 'submits'
      | 'presses'
      | 'says'
      | 'closesModal'
      | 'dismisses';
  }
>;

/** Acts that nobody answers. */
function actAlone(person: DiscordPerson, act: QuietAct): void {
  switch (act.act) {
    case 'edits':
      person.edits({ id: act.message, channelId: act.channel }, act.text);
      break;
    case 'deletes':
      person.deletes({ id: act.message, channelId: act.channel });
      break;
    case 'reacts':
      person.reacts({ id: act.message, channelId: act.channel }, act.emoji);
      break;
    case 'unreacts':
      person.unreacts({ id: act.message, channelId: act.channel }, act.emoji);
      break;
    case 'types':
      person.types(act.where);
      break;
    case 'leaves':
      person.leaves(act.thread);
      break;
    case 'leavesServer':
      person.leavesServer();
      break;
    case 'joinsServer':
      person.joinsServer();
      break;
    case 'archives':
      person.archives(act.thread, act.locks === undefined ? {} : { locks: act.locks });
      break;
    case 'unarchives':
      person.unarchives(act.thread);
      break;
    case 'deletesThread':
      person.deletesThread(act.thread);
      break;
    case 'removesFromThread':
      person.removesFromThread(act.thread, act.member);
      break;
    case 'acceptsDirectMessages':
      person.acceptsDirectMessages(act.accepts);
      break;
  }
}
