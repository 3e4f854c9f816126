import type { Session } from '../../sessions/index.js';
import { refuseToAgent } from '../agent-notices.js';
import type { FileGoneError } from '../carried-file.js';
import type { ChatMessage } from '../message.js';
import type { RelayPorts } from '../ports/index.js';
import type { ThreadParcel } from '../ports/thread-posts.js';

/** Tells the agent that a file is gone from its source. What is left of its parcel; null where that is nothing. */
export async function refuseGone<Parcel extends ThreadParcel>(
  ports: RelayPorts,
  session: Session,
  message: ChatMessage,
  parcel: Parcel,
  { fileId }: FileGoneError,
): Promise<Parcel | null> {
  const gone = parcel.files.find(({ id }) => id === fileId);
  const files = parcel.files.filter((file) => file !== gone);
  const why = { kind: 'file_gone', name: gone?.name ?? fileId } as const;
  await refuseToAgent(ports, session, message.id, why, fileId);
  const isAnythingLeft = gone !== undefined && (files.length > 0 || parcel.content !== '');
  return isAnythingLeft ? { ...parcel, files } : null;
}
