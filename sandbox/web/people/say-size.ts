const units = ['B', 'KB', 'MB', 'GB'];

/** A number of bytes, as people read it. */
export function saySize(bytes: number): string {
  const power = bytes === 0 ? 0 : Math.min(Math.floor(Math.log2(bytes) / 10), units.length - 1);
  const size = bytes / 1_024 ** power;
  return `${size >= 10 || power === 0 ? Math.round(size) : size.toFixed(1)} ${units[power]}`;
}
