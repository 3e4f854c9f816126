import { type APIEmbed, EmbedType } from 'discord-api-types/v10';
import type { Form } from './form.js';

/** All texts of all embeds together ("Message", Embed Limits). */
const LONGEST_EMBEDS = 6_000;

/** Reads `embeds`, up to 10, with Discord's limits; undefined if the field is absent or null. */
export function readEmbeds(form: Form): APIEmbed[] | undefined {
  const embeds = form.forms('embeds', { max: 10 })?.map(readEmbed);
  const total = embeds?.reduce((sum, embed) => sum + countCharacters(embed), 0) ?? 0;
  if (total > LONGEST_EMBEDS) {
    form.note('embeds', {
      code: 'MAX_EMBED_SIZE_EXCEEDED',
      message: `Embed size exceeds maximum size of ${LONGEST_EMBEDS}`,
    });
  }
  return embeds;
}

function readEmbed(form: Form): APIEmbed {
  const footer = form.form('footer');
  const author = form.form('author');
  const fields = form.forms('fields', { max: 25 });
  const embed: APIEmbed = {
    type: EmbedType.Rich,
    ...given('title', form.string('title', { max: 256 })),
    ...given('description', form.string('description', { max: 4_096 })),
    ...given('url', form.url('url')),
    ...given('timestamp', readTimestamp(form)),
    ...given('color', form.integer('color', { min: 0, max: 0xffffff })),
    ...given('image', readPicture(form, 'image')),
    ...given('thumbnail', readPicture(form, 'thumbnail')),
    ...(footer
      ? {
          footer: {
            text: requireText(footer, 'text', 2_048),
            ...given('icon_url', footer.url('icon_url', ['attachment:'])),
          },
        }
      : {}),
    ...(author
      ? {
          author: {
            name: requireText(author, 'name', 256),
            ...given('url', author.url('url')),
            ...given('icon_url', author.url('icon_url', ['attachment:'])),
          },
        }
      : {}),
    ...(fields
      ? {
          fields: fields.map((field) => ({
            name: requireText(field, 'name', 256),
            value: requireText(field, 'value', 1_024),
            inline: field.boolean('inline') ?? false,
          })),
        }
      : {}),
  };
  const says = [embed.title, embed.description, embed.footer, embed.author, embed.image, embed.thumbnail];
  if (says.every((part) => !part) && !embed.fields?.length) form.require('description');
  return embed;
}

function readTimestamp(form: Form): string | undefined {
  const ms = form.timestamp('timestamp');
  return ms === undefined ? undefined : new Date(ms).toISOString();
}

function readPicture(form: Form, key: string): { url: string } | undefined {
  const url = form.form(key)?.url('url', ['attachment:']);
  return url === undefined ? undefined : { url };
}

function requireText(form: Form, key: string, max: number): string {
  form.require(key);
  return form.string(key, { max }) ?? '';
}

function given<K extends string, V>(key: K, value: V | undefined): { [key in K]?: V } {
  const part: { [key in K]?: V } = {};
  if (value !== undefined) part[key] = value;
  return part;
}

function countCharacters(embed: APIEmbed): number {
  const texts = [
    embed.title,
    embed.description,
    embed.footer?.text,
    embed.author?.name,
    ...(embed.fields ?? []).flatMap(({ name, value }) => [name, value]),
  ];
  return texts.reduce((sum, text) => sum + [...(text ?? '').trim()].length, 0);
}
