import {
  ApplicationCommandOptionType,
  Client,
  ComponentType,
  Events,
  GatewayIntentBits,
  type Interaction,
  MessageFlags,
  TextInputStyle,
} from 'discord.js';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { GuildSight } from '../../../sandbox/control/protocol.js';
import { onControl } from './support/on-control.js';

// Our bot needs no forms, selects or completions; another one does, and the page can be used with any.
const on = onControl({ withBot: false });
const client = (): Client =>
  new Client({
    intents: [GatewayIntentBits.Guilds],
    rest: { api: on.stage.discord.api, retries: 0 },
  });
let bot: Client;
let where: string;
let message: string;

async function answer(interaction: Interaction): Promise<void> {
  const flags = MessageFlags.Ephemeral;
  if (interaction.isAutocomplete()) {
    const typed = interaction.options.getFocused();
    await interaction.respond([{ name: `${typed}ld`, value: 'gold' }]);
  } else if (interaction.isChatInputCommand()) {
    await interaction.reply({ content: `Plan: ${interaction.options.getString('plan')}`, flags });
  } else if (interaction.isButton()) {
    await interaction.showModal({
      custom_id: 'order',
      title: 'Your order',
      components: [
        {
          type: ComponentType.Label,
          label: 'Why?',
          component: { type: ComponentType.TextInput, custom_id: 'why', style: TextInputStyle.Short },
        },
      ],
    });
  } else if (interaction.isModalSubmit()) {
    await interaction.reply({ content: `Because: ${interaction.fields.getTextInputValue('why')}`, flags });
  } else if (interaction.isStringSelectMenu()) {
    await interaction.update({ content: `Chosen: ${interaction.values.join()}` });
  }
}

beforeAll(async () => {
  bot = client();
  const ready = new Promise((resolve) => bot.once(Events.ClientReady, resolve));
  bot.on(Events.InteractionCreate, (interaction) => void answer(interaction));
  await bot.login(on.stage.discord.token);
  await ready;
  const plan = {
    type: ApplicationCommandOptionType.String,
    name: 'plan',
    description: 'Which',
    autocomplete: true,
  } as const;
  await bot.application?.commands.set([{ name: 'order', description: 'Order', options: [plan] }]);
  where = on.scene.plan.upgradeChannelId;
  const channel = await bot.channels.fetch(where);
  if (channel?.isSendable() !== true) throw new Error('the bot may not write there');
  const options = ['red', 'blue'].map((value) => ({ label: value, value }));
  const sent = await channel.send({
    content: 'Choose',
    components: [
      {
        type: ComponentType.ActionRow,
        components: [{ type: ComponentType.Button, custom_id: 'form', label: 'Form', style: 1 }],
      },
      {
        type: ComponentType.ActionRow,
        components: [
          { type: ComponentType.StringSelect, custom_id: 'color', options, min_values: 1, max_values: 1 },
        ],
      },
    ],
  });
  message = sent.id;
});
afterAll(() => bot.destroy());

const sight = (name: string): Promise<GuildSight> =>
  on.read(`/page/guilds/${on.scene.guildId}/people/${name}`);
const messagesOf = async (name: string) =>
  (await sight(name)).places.find(({ id }) => id === where)?.messages.map(({ content }) => content);

it('offers a command’s choices while it is typed, and runs it', async () => {
  const command = '/order';
  const options = { plan: 'go' };
  expect(await on.person('Mia', { act: 'completes', command, options, focused: 'plan', where })).toEqual({
    status: 200,
    body: { sees: null, choices: [{ name: 'gold', value: 'gold' }] },
  });
  await on.person('Mia', { act: 'runs', command, options: { plan: 'gold' }, where });
  expect(await messagesOf('Mia')).toContain('Plan: gold');
  expect(await messagesOf('Noah')).not.toContain('Plan: gold');
});

it('opens a form for who pressed, and submits it once', async () => {
  const press = { act: 'clicks', channel: where, message, component: 'form' } as const;
  const { body } = await on.person('Mia', press);
  const modal = body.modal ?? '';
  expect((await sight('Mia')).modal).toMatchObject({ id: modal, placeId: where, title: 'Your order' });
  expect((await sight('Noah')).modal).toBeNull();
  const submit = { act: 'submits', modal, values: { why: 'I can' } } as const;
  expect(await on.person('Noah', submit)).toMatchObject({ status: 404 });
  expect(await on.person('Mia', { ...submit, values: { other: 'x' } })).toMatchObject({
    status: 409,
    body: { reason: 'unknown-component' },
  });
  expect((await sight('Mia')).modal).not.toBeNull();
  expect(await on.person('Mia', submit)).toMatchObject({ status: 200 });
  expect((await sight('Mia')).modal).toBeNull();
  expect(await messagesOf('Mia')).toContain('Because: I can');
  expect(await on.person('Mia', submit)).toMatchObject({ status: 404 });
});

it('closes a form', async () => {
  const { body } = await on.person('Mia', { act: 'clicks', channel: where, message, component: 'form' });
  await on.person('Mia', { act: 'closesModal', modal: body.modal ?? '' });
  expect((await sight('Mia')).modal).toBeNull();
});

it('chooses in a select, and only among what it offers', async () => {
  const choose = { act: 'chooses', channel: where, message, component: 'color' } as const;
  expect(await on.person('Mia', { ...choose, values: ['green'] })).toMatchObject({ status: 409 });
  await on.person('Mia', { ...choose, values: ['blue'] });
  expect(await messagesOf('Noah')).toContain('Chosen: blue');
});
