import type { Api } from 'telegram';

/** An account as it describes itself on Telegram. */
export interface Self {
  readonly id: string;
  readonly label: string;
  readonly maskedPhone: string;
}

/** What people call an account, and its number with all but the last two digits masked. */
export function describeSelf({ id, username, usernames, firstName, phone }: Api.User): Self {
  const active = username ?? usernames?.find((name) => name.active)?.username;
  const label = active !== undefined ? `@${active}` : firstName?.trim() || `account ${id.toString()}`;
  return { id: id.toString(), label, maskedPhone: maskPhone(phone ?? '') };
}

function maskPhone(phone: string): string {
  const digits = phone.replaceAll(/\D/g, '');
  return digits === '' ? '' : `+${'•'.repeat(Math.max(0, digits.length - 2))}${digits.slice(-2)}`;
}
