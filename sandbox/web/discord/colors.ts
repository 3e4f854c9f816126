/** A colour as Discord numbers it; undefined for 0, which is none. */
export function cssColor(color: number | undefined): string | undefined {
  return color === undefined || color === 0 ? undefined : `#${color.toString(16).padStart(6, '0')}`;
}
