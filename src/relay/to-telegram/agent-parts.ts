import type { Delivery } from '../delivery.js';
import { fingerprintOf, hasSameFiles } from '../fingerprint.js';
import { nextPart, partAtPlace } from '../parts-again.js';
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
export function atItsPlaces(sessionId: string, parcel: AgentParcel, rows: readonly Delivery[]): AgentParcel {
  if (parcel.kind === 'text') return { ...parcel, part: partOf(sessionId, rows, parcel.part, null) };
  const files = parcel.files.map((each) => ({
    ...each,
    part: partOf(sessionId, rows, each.part, each.file.id),
  }));
  return { ...parcel, files };
}

/** A file stays where it stands when its author removes one in front of it; and no edit turns a file into words, or into another file. */
function partOf(sessionId: string, rows: readonly Delivery[], place: number, fileId: string | null): number {
  const fileIds = fileId === null ? [] : [fileId];
  const holdsTheSame = ({ fingerprint }: Delivery) =>
    hasSameFiles(fingerprint, fingerprintOf(sessionId, { words: '', fileIds }));
  const own = fileId === null ? undefined : rows.find((row) => row.state === 'sent' && holdsTheSame(row));
  if (own !== undefined) return own.part;
  const part = partAtPlace(rows, place);
  const there = rows.find((row) => row.part === part && row.state === 'sent' && row.fingerprint !== null);
  return there === undefined || holdsTheSame(there) ? part : nextPart(part);
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
