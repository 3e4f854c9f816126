import { html, nothing, type TemplateResult } from 'lit';
import type { TelegramMedia } from '../../control/protocol.js';
import { saySize } from '../people/say-size.js';
import { icons } from '../shell/icons.js';

/** A message's picture, film, sound or file. */
export function renderMedia(media: TelegramMedia): TemplateResult {
  const inner = renderPlain(media);
  if (!media.isSpoiler) return inner;
  return html`<div class="covered">${inner}<button type="button" aria-label="Spoiler: press to show" @click=${uncover}></button></div>`;
}

function renderPlain(media: TelegramMedia): TemplateResult {
  const { kind, url, fileName, label } = media;
  if (url === null) return html`<div class="fact">${label ?? 'Something that this page can not show'}</div>`;
  switch (kind) {
    case 'photo':
      return html`<img class="picture" src=${url} alt=${fileName ?? 'Photo'} width=${media.width ?? nothing} height=${media.height ?? nothing} />`;
    case 'sticker':
      return media.mimeType.startsWith('image/')
        ? html`<img class="sticker" src=${url} alt="Sticker ${label ?? ''}" />`
        : html`<div class="sticker emoji">${label ?? 'Sticker'}</div>`;
    case 'animation':
      return html`<video class="picture" src=${url} autoplay loop muted playsinline aria-label=${fileName ?? 'GIF'}></video>`;
    case 'video':
      return html`<video class="picture" src=${url} controls preload="metadata" aria-label=${fileName ?? 'Video'}></video>`;
    case 'voice':
    case 'audio':
      return html`<div class="sound"><span>${kind === 'voice' ? 'Voice message' : (fileName ?? 'Audio')}${sayDuration(media.durationSeconds)}</span><audio src=${url} controls preload="metadata"></audio></div>`;
    default:
      return html`<a class="file" href=${url} download=${fileName ?? 'file'}>
        <span class="round">${icons.download}</span><span><b>${fileName ?? 'File'}</b><small>${saySize(media.size)}</small></span>
      </a>`;
  }
}

function sayDuration(seconds: number | null): string {
  if (seconds === null) return '';
  return `, ${Math.floor(seconds / 60)}:${String(Math.round(seconds) % 60).padStart(2, '0')}`;
}

function uncover(event: Event): void {
  const button = event.currentTarget;
  if (!(button instanceof HTMLElement)) return;
  button.parentElement?.classList.remove('covered');
  button.hidden = true;
}
