import { html, type TemplateResult } from 'lit';
import type { TelegramEntity } from '../../control/protocol.js';
import { type EntityNode, nestEntities } from './entity-tree.js';

type Rendered = TemplateResult | string;

/** Shows a text with its formatting. */
export function renderText(text: string, entities: readonly TelegramEntity[]): readonly Rendered[] {
  return nestEntities(text, entities).map(renderNode);
}

function renderNode(node: EntityNode<TelegramEntity>): Rendered {
  if (typeof node === 'string') return node;
  const inner = node.children.map(renderNode);
  switch (node.entity.kind) {
    case 'bold':
      return html`<strong>${inner}</strong>`;
    case 'italic':
      return html`<em>${inner}</em>`;
    case 'underline':
      return html`<u>${inner}</u>`;
    case 'strike':
      return html`<s>${inner}</s>`;
    case 'code':
      return html`<code>${inner}</code>`;
    case 'pre':
      return html`<pre data-language=${node.entity.language ?? ''}>${inner}</pre>`;
    case 'blockquote':
      return html`<blockquote>${inner}</blockquote>`;
    case 'spoiler':
      return html`<span class="spoiler" role="button" tabindex="0" aria-label="Spoiler: press to show" @click=${uncover} @keydown=${uncoverByKey}>${inner}</span>`;
    case 'link':
      return html`<a href=${addressOf(node)} target="_blank" rel="noopener noreferrer">${inner}</a>`;
    case 'mention':
      return html`<span class="mention">${inner}</span>`;
    default:
      return html`<span>${inner}</span>`;
  }
}

/** Of a bare link the text is the address; only the web is linked to. */
function addressOf(node: Exclude<EntityNode<TelegramEntity>, string>): string {
  const address = node.entity.url ?? node.children.filter((child) => typeof child === 'string').join('');
  return /^https?:\/\//.test(address) ? address : `https://${address}`;
}

function uncover(event: Event): void {
  const spoiler = event.currentTarget;
  if (!(spoiler instanceof HTMLElement)) return;
  spoiler.classList.add('shown');
  spoiler.removeAttribute('role');
  spoiler.removeAttribute('aria-label');
}

function uncoverByKey(event: KeyboardEvent): void {
  if (event.key !== 'Enter' && event.key !== ' ') return;
  event.preventDefault();
  uncover(event);
}
