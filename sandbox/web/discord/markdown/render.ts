import { html, type nothing, type TemplateResult } from 'lit';
import { formatTime } from './format-time.js';
import type { MarkdownNode } from './node.js';
import { parseMarkdown } from './parse.js';
import { type Names, nameOf } from './plain-words.js';

/** What a rendered message can lead to. */
export interface Reader {
  readonly names: Names;
  /** The reader's own id: a mention of it stands out. */
  readonly selfId: string;
  openPlace(id: string): void;
}

type Rendered = TemplateResult | string | typeof nothing;

/** Shows a message's text with its formatting. */
export function renderMarkdown(source: string, reader: Reader): readonly Rendered[] {
  return parseMarkdown(source).map((node) => renderNode(node, reader));
}

function renderNode(node: MarkdownNode, reader: Reader): Rendered {
  const inner = (children: readonly MarkdownNode[]) => children.map((child) => renderNode(child, reader));
  switch (node.kind) {
    case 'text':
      return node.text;
    case 'bold':
      return html`<strong>${inner(node.children)}</strong>`;
    case 'italic':
      return html`<em>${inner(node.children)}</em>`;
    case 'underline':
      return html`<u>${inner(node.children)}</u>`;
    case 'strike':
      return html`<s>${inner(node.children)}</s>`;
    case 'spoiler':
      return html`<discord-spoiler role="button" tabindex="0" aria-label="Spoiler: press to show" @click=${uncover} @keydown=${uncoverByKey}
        >${inner(node.children)}</discord-spoiler
      >`;
    case 'quote':
      return html`<blockquote>${inner(node.children)}</blockquote>`;
    case 'subtext':
      return html`<small>${inner(node.children)}</small>`;
    case 'code':
      return html`<code>${node.text}</code>`;
    case 'block':
      return html`<pre><code>${node.text}</code></pre>`;
    case 'heading':
      return html`<div class="heading level-${node.level}" role="heading" aria-level=${node.level + 3}>${inner(node.children)}</div>`;
    case 'list':
      return node.isOrdered
        ? html`<ol>${node.items.map((item) => html`<li>${inner(item)}</li>`)}</ol>`
        : html`<ul>${node.items.map((item) => html`<li>${inner(item)}</li>`)}</ul>`;
    case 'link':
      return renderLink(node.url, inner(node.children), reader);
    case 'mention':
      return renderMention(node.of, node.id, reader);
    case 'everyone':
      return html`<discord-mention type="user">${node.text.slice(1)}</discord-mention>`;
    case 'command':
      return html`<discord-mention type="slash">${node.name}</discord-mention>`;
    case 'emoji':
      return html`<span class="custom-emoji">:${node.name}:</span>`;
    case 'time': {
      const at = new Date(node.seconds * 1_000);
      return html`<time class="stamp" datetime=${at.toISOString()} title=${at.toLocaleString()}>${formatTime(at, node.style)}</time>`;
    }
  }
}

const placeAddress = /^https:\/\/(?:\w+\.)?discord\.com\/channels\/\d+\/(\d+)/;

function renderLink(url: string, words: readonly Rendered[], reader: Reader): Rendered {
  const placeId = placeAddress.exec(url)?.[1];
  if (placeId === undefined) {
    return html`<a class="link" href=${url} target="_blank" rel="noopener noreferrer">${words}</a>`;
  }
  return html`<a class="link" href=${url} @click=${(event: Event) => {
    event.preventDefault();
    reader.openPlace(placeId);
  }}>${words}</a>`;
}

function renderMention(of: 'user' | 'role' | 'channel', id: string, reader: Reader): Rendered {
  const name = nameOf(of, id, reader.names);
  if (of !== 'channel' || reader.names.channel(id) === undefined) {
    const isMe = of === 'user' && id === reader.selfId;
    return html`<discord-mention type=${of} ?highlight=${isMe}>${name.slice(1)}</discord-mention>`;
  }
  const open = () => reader.openPlace(id);
  return html`<discord-mention type="channel" role="link" tabindex="0" aria-label=${name} @click=${open} @keydown=${(
    event: KeyboardEvent,
  ) => {
    if (event.key === 'Enter') open();
  }}>${name.slice(1)}</discord-mention>`;
}

function uncover(event: Event): void {
  const spoiler = event.currentTarget;
  if (!(spoiler instanceof HTMLElement)) return;
  spoiler.toggleAttribute('activated', true);
  spoiler.removeAttribute('role');
  spoiler.removeAttribute('aria-label');
}

function uncoverByKey(event: KeyboardEvent): void {
  if (event.key !== 'Enter' && event.key !== ' ') return;
  event.preventDefault();
  uncover(event);
}
