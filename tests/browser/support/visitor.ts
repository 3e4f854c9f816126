import type { Locator, Page } from 'playwright-core';

/** Somebody at the page, who has only a mouse, a keyboard and what the page shows. */
export class Visitor {
  readonly page: Page;
  readonly discord: Locator;
  readonly telegram: Locator;
  readonly machine: Locator;

  constructor(page: Page) {
    this.page = page;
    const pane = (name: string) => page.getByRole('region', { name, exact: true });
    this.discord = pane('Discord');
    this.telegram = pane('Telegram');
    this.machine = pane('Machine room');
  }

  /** The messages of the place that is open on Discord. */
  get messages(): Locator {
    return this.discord.getByRole('log', { name: 'Messages' });
  }

  /** The chat that is open on Telegram. */
  get chat(): Locator {
    return this.telegram.getByRole('log', { name: 'Chat' });
  }

  async actsAs(name: string): Promise<void> {
    await this.discord.getByLabel('Act as').selectOption(name);
  }

  /** Opens a channel, a thread or a direct message from the list. */
  async goesTo(place: string): Promise<void> {
    await this.place(place).click();
    await this.discord.getByRole('heading', { name: place, exact: true, level: 3 }).waitFor();
  }

  /** In the channel of the panel. */
  async pressesUpgrade(): Promise<void> {
    await this.goesTo('upgrade-to-vip');
    await this.discord.getByRole('button', { name: 'Upgrade to VIP' }).click();
  }

  /** Waits until the machine room shows a live session of this member other than the given ones; returns its code. */
  async sessionOf(member: string, ...others: readonly string[]): Promise<string> {
    let row = this.machine
      .getByRole('table', { name: 'Sessions' })
      .getByRole('row')
      .filter({ hasText: member })
      .filter({ hasText: 'active' });
    for (const code of others) row = row.filter({ hasNotText: code });
    return ((await row.getByRole('cell').first().textContent()) ?? '').trim();
  }

  /** The session's row in the machine room. */
  session(code: string): Locator {
    return this.machine.getByRole('table', { name: 'Sessions' }).getByRole('row').filter({ hasText: code });
  }

  async writes(text: string): Promise<void> {
    await this.discord.getByRole('textbox', { name: /^Message / }).fill(text);
    await this.page.keyboard.press('Enter');
  }

  async opensChat(name: string): Promise<void> {
    await this.telegram
      .getByRole('navigation', { name: 'Chats' })
      .getByRole('button', { name: new RegExp(`^${name}(,|$)`) })
      .click();
  }

  async replies(text: string): Promise<void> {
    await this.telegram.getByRole('textbox', { name: 'Reply' }).fill(text);
    await this.page.keyboard.press('Enter');
  }

  /** What the machine room says of the last mischief. */
  get done(): Locator {
    return this.machine.getByRole('status');
  }

  /** The stream of requests in the machine room. */
  get requests(): Locator {
    return this.machine.getByRole('log', { name: 'Requests' });
  }

  async filtersRequests(words: string): Promise<void> {
    await this.machine.getByLabel('Filter').fill(words);
  }

  async makesMischief(label: string): Promise<void> {
    await this.machine.getByRole('button', { name: label, exact: true }).click();
  }

  /** Opens a conversation and exchanges a word with the agent; returns the session's code. */
  async beginsToTalk(member: string): Promise<string> {
    await this.actsAs(member);
    await this.pressesUpgrade();
    const code = await this.sessionOf(member);
    await this.goesTo(`${member} · ${code}`);
    await this.messages.getByText(`Welcome, ${member}!`).waitFor();
    await this.opensChat(`${member} Harbour`);
    await this.chat.getByText(`session ${code}`).waitFor();
    await this.writes('Hello! I would like to become a VIP.');
    await this.chat.getByText('I would like to become a VIP.').waitFor();
    await this.replies('With pleasure! Which plan would you like?');
    await this.messages.getByText('Which plan would you like?').waitFor();
    return code;
  }

  /** Its button in the list of channels. */
  place(place: string): Locator {
    return this.discord
      .getByRole('navigation', { name: 'Channels' })
      .getByRole('button', { name: new RegExp(`^${place}(,|$)`) });
  }
}
