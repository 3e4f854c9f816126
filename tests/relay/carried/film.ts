/** An MP4 with these tracks as far as its boxes tell, which is what Telegram judges by (ISO/IEC 14496-12). */
export function film(...tracks: readonly ('vide' | 'soun')[]): Buffer {
  const media = tracks.map((handler) => box('hdlr', Buffer.alloc(8), Buffer.from(handler), Buffer.alloc(13)));
  const moov = box('moov', ...media.map((handler) => box('trak', box('mdia', handler))));
  return Buffer.concat([
    box('ftyp', Buffer.from('isom\0\0\0\0')),
    box('mdat', Buffer.from('pictures')),
    moov,
  ]);
}

function box(type: string, ...contents: readonly Buffer[]): Buffer {
  const size = Buffer.alloc(4);
  const all = Buffer.concat([Buffer.from(type), ...contents]);
  size.writeUInt32BE(all.length + 4);
  return Buffer.concat([size, all]);
}
