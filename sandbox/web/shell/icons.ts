import { type SVGTemplateResult, svg } from 'lit';

/** Line drawings in a 24 by 24 field. They say nothing to a screen reader: the control around them has the name. */
const icon = (paths: SVGTemplateResult): SVGTemplateResult => svg`
  <svg viewBox="0 0 24 24" width="1em" height="1em" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">${paths}</svg>
`;

export const icons = {
  hash: icon(svg`<path d="M9 4 7 20M17 4l-2 16M4 9h16M3.5 15h16" />`),
  thread: icon(svg`<path d="M5 4v9a3 3 0 0 0 3 3h6" /><path d="M14 12h6v8l-3-2h-3z" />`),
  archive: icon(svg`<path d="M4 8v11h16V8M3 4h18v4H3zM10 12h4" />`),
  lock: icon(svg`<rect x="5" y="11" width="14" height="9" rx="2" /><path d="M8 11V7a4 4 0 0 1 8 0v4" />`),
  bubble: icon(svg`<path d="M4 5h16v11H10l-5 4v-4H4z" />`),
  attach: icon(
    svg`<path d="m20 11-8.5 8.5a5 5 0 0 1-7-7L13 4a3.5 3.5 0 0 1 5 5l-8.5 8.5a1.8 1.8 0 0 1-2.5-2.5L14.5 7.5" />`,
  ),
  plus: icon(svg`<path d="M12 5v14M5 12h14" />`),
  send: icon(svg`<path d="M4 12 20 4l-4 16-4-6z" />`),
  smile: icon(
    svg`<circle cx="12" cy="12" r="9" /><path d="M8.5 14.5a4.5 4.5 0 0 0 7 0M9 9.5h.01M15 9.5h.01" />`,
  ),
  reply: icon(svg`<path d="m9 7-5 5 5 5M4 12h9a7 7 0 0 1 7 6" />`),
  edit: icon(svg`<path d="m4 20 1-4L16 5l3 3L8 19z" />`),
  trash: icon(svg`<path d="M4 7h16M9 7V4h6v3M6 7l1 13h10l1-13" />`),
  more: icon(svg`<path d="M5 12h.01M12 12h.01M19 12h.01" stroke-width="3" />`),
  close: icon(svg`<path d="m6 6 12 12M18 6 6 18" />`),
  play: icon(svg`<path d="M7 5v14l11-7z" fill="currentColor" />`),
  pause: icon(svg`<path d="M8 5v14M16 5v14" stroke-width="3" />`),
  next: icon(svg`<path d="m6 5 9 7-9 7zM18 5v14" fill="currentColor" />`),
  stop: icon(svg`<rect x="6" y="6" width="12" height="12" rx="2" fill="currentColor" />`),
  sun: icon(
    svg`<circle cx="12" cy="12" r="4" /><path d="M12 3v2M12 19v2M3 12h2M19 12h2M5.6 5.6 7 7M17 17l1.4 1.4M18.4 5.6 17 7M7 17l-1.4 1.4" />`,
  ),
  moon: icon(svg`<path d="M20 14A8.5 8.5 0 0 1 10 4a8.5 8.5 0 1 0 10 10z" />`),
  eye: icon(
    svg`<path d="M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12z" /><circle cx="12" cy="12" r="3" />`,
  ),
  file: icon(svg`<path d="M6 3h8l4 4v14H6zM14 3v5h4" />`),
  download: icon(svg`<path d="M12 4v11m-5-5 5 5 5-5M5 20h14" />`),
  chevron: icon(svg`<path d="m6 9 6 6 6-6" />`),
  tick: icon(svg`<path d="m5 12 5 5 9-10" />`),
  ticks: icon(svg`<path d="m2 12 5 5 9-10M12 17l9-10" />`),
  door: icon(svg`<path d="M10 4H5v16h5M14 8l4 4-4 4M18 12H9" />`),
  person: icon(svg`<circle cx="12" cy="8" r="4" /><path d="M4 20a8 8 0 0 1 16 0" />`),
} as const;
