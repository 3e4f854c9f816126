import type { LocalizationMap } from 'discord-api-types/v10';
import type { Form } from '../world/forms/form.js';

/** "Application Commands", Application Command Naming; the letters must be lower case where there is such. */
const COMMAND_NAME = /^[-_'\p{L}\p{N}\p{sc=Devanagari}\p{sc=Thai}]{1,32}$/u;

/** Discord's words for a name that is none. */
export const INVALID_NAME = { code: 'APPLICATION_COMMAND_INVALID_NAME', message: 'Command name is invalid' };

/** Whether a slash command, a subcommand or an option may have this name. */
export function isCommandName(name: string): boolean {
  return COMMAND_NAME.test(name) && name === name.toLowerCase();
}

/** A dictionary of texts by locale, or null. */
export function readLocalizations(form: Form, key: string): LocalizationMap | null {
  const texts = form.form(key);
  const value = form.raw(key);
  if (!texts || typeof value !== 'object' || value === null) {
    return null;
  }
  return Object.fromEntries(
    Object.keys(value).map((locale) => [locale, texts.string(locale, { min: 1, max: 100 }) ?? null]),
  );
}
