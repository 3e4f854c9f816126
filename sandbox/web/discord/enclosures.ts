import { html, nothing, type TemplateResult } from 'lit';
import type { ForwardSight, MessageSight, PollSight } from '../../control/protocol.js';
import { icons } from '../shell/icons.js';
import { renderAttachments } from './attachments.js';
import { renderEmbed } from './embed.js';
import { type Reader, renderMarkdown } from './markdown/render.js';
import { sayWhen } from './when.js';

/** What a message brings besides words and embeds: what it forwards, files, stickers, a poll, an invitation. */
export function renderEnclosures(
  message: MessageSight,
  reader: Reader,
  now: number,
): readonly (TemplateResult | typeof nothing)[] {
  const { forwarded, poll, isActivityInvite } = message;
  return [
    forwarded === null ? nothing : renderForward(forwarded, reader, now),
    renderAttachments(message),
    poll === null ? nothing : renderPoll(poll, now),
    isActivityInvite
      ? html`<div class="file">${icons.play}<div>Invitation to play along</div></div>`
      : nothing,
  ];
}

function renderForward(forwarded: ForwardSight, reader: Reader, now: number): TemplateResult {
  return html`<blockquote class="forwarded" aria-label="Forwarded message">
    <small>↪ Forwarded</small>
    ${forwarded.content === '' ? nothing : html`<div class="text">${renderMarkdown(forwarded.content, reader)}</div>`}
    ${forwarded.embeds.map((embed) => renderEmbed(embed, reader))}
    ${renderAttachments(forwarded)}
    <small>${sayWhen(forwarded.at, now)}</small>
  </blockquote>`;
}

/** As Discord shows it to who has not voted; its look in Discord's components offers a vote, which the local Discord does not take. */
function renderPoll({ question, answers, allowsMany, expiresAt }: PollSight, now: number): TemplateResult {
  return html`<div class="poll" role="group" aria-label="Poll: ${question}">
    <b>${question}</b>
    <small>${allowsMany ? 'Select one or more answers' : 'Select one answer'}</small>
    <ul>
      ${answers.map(
        ({ text, emoji }) =>
          html`<li><i class=${allowsMany ? 'box' : ''}></i>${emoji === null ? '' : `${emoji} `}${text}</li>`,
      )}
    </ul>
    <small>0 votes ∙ ${sayLeft(expiresAt - now)}</small>
  </div>`;
}

function sayLeft(ms: number): string {
  if (ms <= 0) return 'Poll closed';
  const hours = Math.round(ms / 3_600_000);
  if (hours >= 48) return `${Math.round(hours / 24)}d left`;
  return hours >= 1 ? `${hours}h left` : `${Math.max(1, Math.round(ms / 60_000))}m left`;
}
