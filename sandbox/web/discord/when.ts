const time = new Intl.DateTimeFormat('en-GB', { timeStyle: 'short' });
const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'short' });

/** When a message was written, as Discord's apps say it. */
export function sayWhen(at: number, now: number): string {
  const date = new Date(at);
  if (isSameDay(date, new Date(now))) return `Today at ${time.format(date)}`;
  if (isSameDay(date, new Date(now - 86_400_000))) return `Yesterday at ${time.format(date)}`;
  return `${day.format(date)} ${time.format(date)}`;
}

export function sayTime(at: number): string {
  return time.format(at);
}

function isSameDay(one: Date, other: Date): boolean {
  return one.toDateString() === other.toDateString();
}
