import { Api } from 'telegram';
import { renderPtsEvent, renderState, subjectsOfEvent } from '../tl/render-event.js';
import { renderMentioned } from '../tl/render-mentioned.js';
import { renderMessage } from '../tl/render-message.js';
import { Refusal } from '../world/refusal.js';
import { defineMethod, type Method } from './method.js';

/** "Working with Updates": the state of an account and what it missed. */
export const UPDATES_METHODS: readonly Method[] = [
  defineMethod(Api.updates.GetState, (_, { world, actorId }) => renderState(world, actorId)),

  defineMethod(Api.updates.GetDifference, (request, { world, actorId, settings }) => {
    const mailbox = world.mailbox(actorId);
    if (request.pts <= 0) {
      throw new Refusal(400, 'PERSISTENT_TIMESTAMP_EMPTY');
    }
    if (request.date <= 0) {
      throw new Refusal(400, 'DATE_EMPTY');
    }
    if (request.pts > mailbox.pts) {
      throw new Refusal(400, 'PERSISTENT_TIMESTAMP_INVALID');
    }
    const missed = mailbox.events.filter((event) => event.pts > request.pts);
    if (missed.length === 0) {
      return new Api.updates.DifferenceEmpty({ date: world.seconds(), seq: 1 });
    }
    if (missed.length > (request.ptsTotalLimit || settings.differenceLimit)) {
      return new Api.updates.DifferenceTooLong({ pts: mailbox.pts });
    }
    const page = missed.slice(0, Math.min(request.ptsLimit || Infinity, settings.differenceBatch));
    const newMessages = page.flatMap(({ change }) => {
      const copy = change.kind === 'new' ? mailbox.find(change.messageId) : undefined;
      return copy === undefined ? [] : [renderMessage(world, actorId, copy)];
    });
    const otherUpdates = page.flatMap((event) => {
      const update = event.change.kind === 'new' ? undefined : renderPtsEvent(world, actorId, event);
      return update === undefined ? [] : [update];
    });
    const subjects = page.map((event) => subjectsOfEvent(world, actorId, event));
    const common = {
      newMessages,
      newEncryptedMessages: [],
      otherUpdates,
      ...renderMentioned(
        world,
        actorId,
        subjects.flatMap(({ copies }) => copies),
        subjects.flatMap(({ userIds }) => userIds),
      ),
    };
    const state = renderState(world, actorId);
    if (page.length === missed.length) {
      return new Api.updates.Difference({ ...common, state });
    }
    state.pts = page.at(-1)?.pts ?? request.pts;
    return new Api.updates.DifferenceSlice({ ...common, intermediateState: state });
  }),
];
