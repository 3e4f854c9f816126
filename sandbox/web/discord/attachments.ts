import { html, nothing, type TemplateResult } from 'lit';
import type { AttachmentSight, ForwardSight, StickerSight } from '../../control/protocol.js';
import { saySize } from '../people/say-size.js';
import { icons } from '../shell/icons.js';

/** A message's files and stickers. */
export function renderAttachments({
  attachments,
  stickers,
}: Pick<ForwardSight, 'attachments' | 'stickers'>): TemplateResult | typeof nothing {
  if (attachments.length + stickers.length === 0) return nothing;
  return html`<div class="files">
    ${attachments.map((attachment) => renderCover(attachment))}
    ${stickers.map(renderSticker)}
  </div>`;
}

function renderSticker({ name, url }: StickerSight): TemplateResult {
  return url === null
    ? html`<div class="sticker" role="img" aria-label="Sticker: ${name}">${icons.smile}<span>${name}</span><small>Sticker</small></div>`
    : html`<img class="sticker" src=${url} alt="Sticker: ${name}" />`;
}

function renderCover(attachment: AttachmentSight): TemplateResult {
  if (!attachment.isSpoiler) return renderFile(attachment);
  return html`<div class="covered">
    ${renderFile(attachment)}
    <button type="button" aria-label="Spoiler: show ${attachment.filename}" @click=${uncover}>SPOILER</button>
  </div>`;
}

function renderFile(attachment: AttachmentSight): TemplateResult {
  const { url, filename, description, contentType, size } = attachment;
  const name = description ?? filename;
  if (contentType.startsWith('image/')) {
    return html`<a href=${url} target="_blank" rel="noopener"><img src=${url} alt=${name} /></a>`;
  }
  if (contentType.startsWith('video/'))
    return html`<video src=${url} controls preload="metadata" aria-label=${name}></video>`;
  if (contentType.startsWith('audio/')) {
    return html`<div class="file">${icons.play}<div>${filename}<small>${saySize(size)}</small><audio src=${url} controls preload="metadata" aria-label=${name}></audio></div></div>`;
  }
  return html`<div class="file">${icons.file}<div><a class="link" href=${url} download=${filename}>${filename}</a><small>${saySize(size)}</small></div></div>`;
}

function uncover(event: Event): void {
  const button = event.currentTarget;
  if (!(button instanceof HTMLElement)) return;
  button.parentElement?.classList.remove('covered');
  button.hidden = true;
}
