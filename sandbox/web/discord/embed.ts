import type { APIEmbed } from 'discord-api-types/v10';
import { html, nothing, type TemplateResult } from 'lit';
import { ifDefined } from 'lit/directives/if-defined.js';
import { cssColor } from './colors.js';
import { plainWords } from './markdown/plain-words.js';
import { type Reader, renderMarkdown } from './markdown/render.js';

/** A message's framed part. */
export function renderEmbed(embed: APIEmbed, reader: Reader): TemplateResult {
  const fields = embed.fields ?? [];
  return html`
    <discord-embed
      slot="embeds"
      color=${ifDefined(cssColor(embed.color))}
      embed-title=${ifDefined(embed.title === undefined ? undefined : plainWords(embed.title, reader.names))}
      author-name=${ifDefined(embed.author?.name)}
      url=${ifDefined(embed.url)}
    >
      ${
        embed.description === undefined
          ? nothing
          : html`<discord-embed-description slot="description"><span class="words">${renderMarkdown(embed.description, reader)}</span></discord-embed-description>`
      }
      ${
        fields.length === 0
          ? nothing
          : html`<discord-embed-fields slot="fields">
            ${fields.map(
              ({ name, value, inline }, index) => html`
                <discord-embed-field
                  field-title=${plainWords(name, reader.names)}
                  ?inline=${inline}
                  inline-index=${ifDefined(inline === true ? column(fields, index) : undefined)}
                  ><span class="words">${renderMarkdown(value, reader)}</span></discord-embed-field
                >
              `,
            )}
          </discord-embed-fields>`
      }
      ${
        embed.footer === undefined && embed.timestamp === undefined
          ? nothing
          : html`<discord-embed-footer slot="footer">${footerOf(embed)}</discord-embed-footer>`
      }
    </discord-embed>
  `;
}

function footerOf(embed: APIEmbed): string {
  const at = embed.timestamp === undefined ? undefined : new Date(embed.timestamp).toLocaleString('en-GB');
  return [embed.footer?.text, at].filter((part) => part !== undefined).join(' • ');
}

/** In which of three columns a field stands: it follows the inline fields before it. */
function column(fields: NonNullable<APIEmbed['fields']>, index: number): 1 | 2 | 3 {
  let before = 0;
  while (fields[index - before - 1]?.inline === true) before += 1;
  return before % 3 === 0 ? 1 : before % 3 === 1 ? 2 : 3;
}
