/** A link without a name, as Discord's clients find it: they read nothing inside it as markdown. */
const bareLink = /https?:\/\/[^\s<]+[^\s<.,:;"'\]]/u;
const bareLinks = new RegExp(bareLink, 'gu');
const bareLinkAtFirst = new RegExp(`^${bareLink.source}`, 'u');

/** `[label](address "title")`; the address may stand in angle brackets. */
const namedLink =
  /^\[((?:\[[^[\]]*\]|\\[\s\S]|[^[\]\\])+)\]\(\s*(?:<([^<>\s]+)>|((?:\([^()\s]*\)|\\[^\s]|[^\s()\\<>])+))(?:\s+["'][^\n]*?["'])?\s*\)/u;

export interface FoundLink {
  readonly offset: number;
  readonly length: number;
}

/** The bare links of a text, in order. */
export function findBareLinks(text: string): readonly FoundLink[] {
  return [...text.matchAll(bareLinks)].map(({ 0: link, index }) => ({
    offset: index,
    length: withoutLooseBrackets(link).length,
  }));
}

/** The bare link that a text begins with. */
export function bareLinkAtStart(source: string): string | null {
  const [link] = bareLinkAtFirst.exec(source) ?? [];
  return link === undefined ? null : withoutLooseBrackets(link);
}

export interface NamedLink {
  readonly source: string;
  /** Markdown. */
  readonly label: string;
  readonly url: string;
}

/** The named link that a text begins with; null for one that Discord shows as it was typed. */
export function namedLinkAtStart(source: string): NamedLink | null {
  const [whole, label, bracketed, open] = namedLink.exec(source) ?? [];
  const url = (bracketed ?? open)?.replace(/\\([^0-9A-Za-z\s])/gu, '$1');
  if (whole === undefined || label === undefined || url === undefined) return null;
  return mayBeNamed(label) && isWebAddress(url) ? { source: whole, label, url } : null;
}

/** Discord takes a name that shows nothing or an address (which could be another one) for an attempt to deceive. */
export function mayBeNamed(label: string): boolean {
  return /\S/u.test(label) && !/https?:\/\//iu.test(label);
}

/** The only schemes that Discord makes a named link of for everybody. */
export function isWebAddress(url: string): boolean {
  return /^https?:\/\//iu.test(url) && URL.canParse(url);
}

/** A bracket at the end belongs to the link only if it was opened there: `(see https://example.org)`. */
function withoutLooseBrackets(link: string): string {
  let end = link.length;
  let closers = link.split(')').length - link.split('(').length;
  while (closers > 0 && link[end - 1] === ')') {
    end -= 1;
    closers -= 1;
  }
  return link.slice(0, end);
}
