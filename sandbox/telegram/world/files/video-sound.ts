import type { FileContent } from './file-content.js';

/** Where the contents of a box lie in its file. */
interface Box {
  readonly type: string;
  readonly start: number;
  readonly end: number;
}

/** Whether it is an MP4 with pictures and no sound, as the handlers of its tracks tell (ISO/IEC 14496-12); of any other file nobody knows. */
export function isSilentMp4(content: FileContent): boolean {
  const file: Box = { type: '', start: 0, end: content.size };
  if (boxesIn(content, file)[0]?.type !== 'ftyp') {
    return false;
  }
  const handlers = ['moov', 'trak', 'mdia', 'hdlr'].reduce(
    (within, type) => within.flatMap((box) => boxesIn(content, box).filter((each) => each.type === type)),
    [file],
  );
  const kinds = handlers.map(({ start }) => content.slice(start + 8, 4).toString('latin1'));
  return kinds.includes('vide') && !kinds.includes('soun');
}

/** The boxes that follow one another there, as far as their sizes can be true. */
function boxesIn(content: FileContent, { start, end }: Box): readonly Box[] {
  const boxes: Box[] = [];
  for (let at = start; at + 8 <= end; ) {
    const head = content.slice(at, 16);
    const short = head.readUInt32BE(0);
    const isLong = short === 1 && head.length === 16;
    const size = isLong ? Number(head.readBigUInt64BE(8)) : short === 0 ? end - at : short;
    const headSize = isLong ? 16 : 8;
    if (size < headSize || at + size > end) {
      break;
    }
    boxes.push({ type: head.toString('latin1', 4, 8), start: at + headSize, end: at + size });
    at += size;
  }
  return boxes;
}
