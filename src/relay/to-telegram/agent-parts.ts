import type { Delivery } from '../delivery.js';
import { fingerprintOf } from '../fingerprint.js';
import { partAtPlace } from '../parts-again.js';
import type { AgentParcel } from '../ports/agent-messages.js';
import type { RichText } from '../rich-text.js';

/** What one message on Telegram says. */
export interface TelegramPart {
  readonly text: RichText;
  readonly fingerprint: string;
}

/** The parts of a parcel, in the order of sending; without a file, `fileId` is null. */
export function partsOf(
  parcel: AgentParcel,
): readonly { readonly part: number; readonly text: RichText; readonly fileId: string | null }[] {
  if (parcel.kind === 'text') return [{ part: parcel.part, text: parcel.text, fileId: null }];
  return parcel.files.map(({ part, file, caption }) => ({ part, text: caption, fileId: file.id }));
}

/** A parcel of which each part has the place in the delivery rows that it has now. */
export function atItsPlaces(parcel: AgentParcel, rows: readonly Delivery[]): AgentParcel {
  if (parcel.kind === 'text') return { ...parcel, part: partAtPlace(rows, parcel.part) };
  return { ...parcel, files: parcel.files.map((file) => ({ ...file, part: partAtPlace(rows, file.part) })) };
}

/** All parts of a message by their place in the delivery rows. */
export function telegramParts(
  sessionId: string,
  parcels: readonly AgentParcel[],
  isQuoting: boolean,
): ReadonlyMap<number, TelegramPart> {
  return new Map(
    parcels.flatMap(partsOf).map(({ part, text, fileId }) => {
      const fileIds = fileId === null ? [] : [fileId];
      return [part, { text, fingerprint: fingerprintOf(sessionId, { words: text, fileIds, isQuoting }) }];
    }),
  );
}
