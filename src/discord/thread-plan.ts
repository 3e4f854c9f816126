import type { CarriedFile, Content, ThreadParcel, ThreadPlan } from '../relay/index.js';
import { renderMarkdown } from './markdown/index.js';

/** Discord takes so many attachments in a message, and so much in a request ("Message", Create Message: 25 MiB); the words need some room, too. */
const filesAtMost = 10;
const requestAtMost = 24 * 1_048_576;

/** How a message stands on Discord, where no file may be larger than `limit` bytes. */
export function planThread({ text, files }: Content, limit: number): ThreadPlan {
  const isRefused = ({ size }: CarriedFile) => size !== null && size > limit;
  const fitting = files.filter((file) => !isRefused(file));
  // A voice message is alone in its message ("Message", Voice Messages).
  const voices = fitting.filter(({ kind }) => kind === 'voice').map((file) => [file]);
  const [first = [], ...groups] = groupFiles(fitting.filter(({ kind }) => kind !== 'voice'));
  const [words = '', ...further] = text.text.trim() === '' && files.length > 0 ? [] : renderMarkdown(text);
  const parcels = [
    ...voices.map((voice) => ({ content: '', files: voice })),
    { content: words, files: first },
    ...groups.map((group) => ({ content: '', files: group })),
    ...further.map((content): Omit<ThreadParcel, 'part'> => ({ content, files: [] })),
  ];
  return {
    parcels: parcels
      .filter(({ content, files }) => content !== '' || files.length > 0)
      .map((parcel, part) => ({ ...parcel, part })),
    refused: files.filter(isRefused).map((file) => ({ file, limit })),
  };
}

/** In their order, so many together as fit into one request. */
function groupFiles(files: readonly CarriedFile[]): readonly (readonly CarriedFile[])[] {
  const groups: CarriedFile[][] = [];
  let size = 0;
  for (const file of files) {
    const last = groups.at(-1);
    const bytes = file.size ?? 0;
    if (last === undefined || last.length === filesAtMost || size + bytes > requestAtMost) {
      groups.push([file]);
      size = bytes;
    } else {
      last.push(file);
      size += bytes;
    }
  }
  return groups;
}
