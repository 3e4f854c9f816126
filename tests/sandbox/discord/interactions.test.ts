import {
  ActionRowBuilder,
  ButtonBuilder,
  ButtonStyle,
  type ChatInputCommandInteraction,
  type Client,
  Events,
  MessageFlags,
  ModalBuilder,
  PermissionFlagsBits as P,
  SlashCommandBuilder,
  StringSelectMenuBuilder,
  TextInputBuilder,
  TextInputStyle,
} from 'discord.js';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { InteractionAttempt } from '../../../sandbox/discord/interactions/attempt.js';
import { describeViolations, next, type Scene, startScene } from './gateway-scene.js';

const COMMAND = new SlashCommandBuilder()
  .setName('vip')
  .setDescription('All about VIPs')
  .addSubcommand((sub) => sub.setName('upgrade').setDescription('Become one'))
  .addSubcommand((sub) =>
    sub
      .setName('clear')
      .setDescription('Clear someone')
      .addUserOption((option) => option.setName('user').setDescription('Whom').setRequired(true))
      .addStringOption((option) => option.setName('why').setDescription('Why').setAutocomplete(true)),
  );
const SETUP = new SlashCommandBuilder()
  .setName('setup')
  .setDescription('For staff')
  .setDefaultMemberPermissions(P.ManageGuild);

describe('interactions', () => {
  let scene: Scene;
  let client: Client<true>;
  beforeAll(async () => {
    scene = await startScene({ answerWithinMs: 1_000 });
    client = await scene.connect();
    await client.application.commands.set([COMMAND, SETUP]);
  });
  afterEach(() => {
    client.removeAllListeners(Events.InteractionCreate);
    expect(describeViolations(scene)).toEqual([]);
  });
  afterAll(() => scene.stop());

  const onCommand = (act: (interaction: ChatInputCommandInteraction) => Promise<unknown>) =>
    next(client, Events.InteractionCreate).then((interaction) => {
      if (!interaction.isChatInputCommand()) {
        throw new Error('Expected a command');
      }
      return act(interaction);
    });
  const mia = () => ({ userId: scene.mia.id });
  const runUpgrade = () =>
    sent(scene.discord.interactions.runCommand(mia(), scene.channel.id, { command: '/vip upgrade' }));

  it('keeps the ids and versions of commands that do not change', async () => {
    const before = await client.application.commands.fetch();
    const after = await client.application.commands.set([COMMAND]);
    expect(after.map(({ id, version }) => [id, version])).toEqual([
      before.filter(({ name }) => name === 'vip').map(({ id, version }) => [id, version])[0],
    ]);
    await client.application.commands.create(SETUP);
    expect((await client.application.commands.fetch()).size).toBe(2);
  });

  it('carries typed options with what they stand for', async () => {
    const done = onCommand(async (interaction) => {
      expect(interaction.options.getSubcommand()).toBe('clear');
      expect(interaction.options.getUser('user', true).username).toBe('owner');
      expect(interaction.inCachedGuild()).toBe(true);
      expect(interaction.memberPermissions?.has(P.SendMessages)).toBe(true);
      expect(interaction.appPermissions.has(P.ManageThreads)).toBe(true);
      await interaction.reply('done');
    });
    const outcome = sent(
      scene.discord.interactions.runCommand(mia(), scene.channel.id, {
        command: 'vip clear',
        options: { user: scene.owner.id },
      }),
    );
    await done;
    expect(await outcome.acknowledged).toEqual({ kind: 'message', isEphemeral: false });
    expect(outcome.response?.content).toBe('done');
  });

  it.each([
    ['a subcommand is needed', { command: 'vip' }, 'unknown-command'],
    ['there is no such command', { command: 'nope' }, 'unknown-command'],
    ['a required option is missing', { command: 'vip clear' }, 'invalid-options'],
    ['the user does not exist', { command: 'vip clear', options: { user: '1' } }, 'invalid-options'],
    ['the command is for staff', { command: 'setup' }, 'missing-permissions'],
  ])('refuses a command when %s', (_why, call, reason) => {
    const attempt = scene.discord.interactions.runCommand(mia(), scene.channel.id, call);
    expect(attempt).toMatchObject({ kind: 'refused', reason });
  });

  it('defers, thinks, and shows an ephemeral answer to its person alone', async () => {
    const done = onCommand(async (interaction) => {
      await interaction.deferReply({ flags: MessageFlags.Ephemeral });
      await interaction.editReply('one');
      await interaction.followUp({ content: 'two', flags: MessageFlags.Ephemeral });
    });
    const outcome = runUpgrade();
    expect(await outcome.acknowledged).toEqual({ kind: 'deferred', isEphemeral: true });
    await done;
    expect(outcome.isThinking).toBe(false);
    expect(outcome.response).toMatchObject({ content: 'one', ephemeralFor: scene.mia.id });
    expect(outcome.followUps.map(({ content }) => content)).toEqual(['two']);
    const history = scene.world.store.log(scene.channel.id).all();
    expect(history.map(({ content }) => content)).not.toContain('one');
    const seenBy = (userId: string) =>
      scene.discord.messagesSeenBy(userId, scene.channel.id).map(({ content }) => content);
    expect(seenBy(scene.mia.id)).toEqual(expect.arrayContaining(['one', 'two']));
    expect(seenBy(scene.owner.id)).not.toContain('one');
  });

  it('fills a deferred answer with the first follow-up, and deletes it', async () => {
    const done = onCommand(async (interaction) => {
      const { resource } = await interaction.deferReply({ withResponse: true });
      const filled = await interaction.followUp('filled');
      expect(filled.id).toBe(resource?.message?.id);
      expect((await interaction.fetchReply()).content).toBe('filled');
      await interaction.deleteReply();
      await expect(interaction.fetchReply()).rejects.toMatchObject({ code: 10008 });
    });
    const outcome = runUpgrade();
    await done;
    expect(outcome.response).toBeNull();
  });

  it('refuses a second answer, a late one, and one after 15 minutes', async () => {
    const answered = onCommand(async (interaction) => {
      await interaction.reply('first');
      await expect(callback(client, interaction)).rejects.toMatchObject({ code: 40060 });
      scene.world.clock.advance(15 * 60_000 + 1);
      await expect(interaction.editReply('late')).rejects.toMatchObject({ code: 50027 });
    });
    runUpgrade();
    await answered;
    const late = onCommand((interaction) =>
      new Promise((resolve) => setTimeout(resolve, 1_100)).then(() => interaction.reply('late')),
    );
    const outcome = runUpgrade();
    await expect(late).rejects.toMatchObject({ code: 10062 });
    expect(await outcome.acknowledged).toEqual({ kind: 'none' });
  });

  it('autocompletes', async () => {
    const done = next(client, Events.InteractionCreate).then(async (interaction) => {
      if (interaction.isAutocomplete()) {
        await interaction.respond([{ name: interaction.options.getFocused(), value: 'x' }]);
      }
    });
    const outcome = sent(
      scene.discord.interactions.autocomplete(mia(), scene.channel.id, {
        command: 'vip clear',
        options: { why: 'be' },
        focused: 'why',
      }),
    );
    await done;
    expect(await outcome.acknowledged).toEqual({ kind: 'choices', choices: [{ name: 'be', value: 'x' }] });
  });

  describe('of components', () => {
    let messageId: string;
    beforeAll(async () => {
      const channel = await client.channels.fetch(scene.channel.id);
      if (!channel?.isSendable()) {
        throw new Error('Expected a channel');
      }
      const buttons = new ActionRowBuilder<ButtonBuilder>().addComponents(
        new ButtonBuilder().setCustomId('go').setLabel('Go').setStyle(ButtonStyle.Primary),
        new ButtonBuilder().setCustomId('off').setLabel('Off').setStyle(ButtonStyle.Danger).setDisabled(true),
      );
      const menu = new ActionRowBuilder<StringSelectMenuBuilder>().addComponents(
        new StringSelectMenuBuilder()
          .setCustomId('pick')
          .setMinValues(1)
          .setMaxValues(1)
          .addOptions({ label: 'A', value: 'a' }, { label: 'B', value: 'b' }),
      );
      messageId = (await channel.send({ content: 'panel', components: [buttons, menu] })).id;
    });

    const press = (customId: string) =>
      scene.discord.interactions.press(mia(), scene.channel.id, messageId, customId);

    it('updates the message of a button', async () => {
      const done = next(client, Events.InteractionCreate).then(async (interaction) => {
        if (interaction.isButton()) {
          await interaction.update({ content: 'pressed' });
        }
      });
      const outcome = sent(press('go'));
      await done;
      expect(await outcome.acknowledged).toEqual({ kind: 'update' });
      expect(outcome.response).toMatchObject({ id: messageId, content: 'pressed' });
    });

    it('opens a modal and takes what was entered, once', async () => {
      const opened = next(client, Events.InteractionCreate).then(async (interaction) => {
        if (!interaction.isButton()) {
          return;
        }
        const input = new TextInputBuilder()
          .setCustomId('name')
          .setLabel('Name')
          .setStyle(TextInputStyle.Short);
        const row = new ActionRowBuilder<TextInputBuilder>().addComponents(input);
        await interaction.showModal(
          new ModalBuilder().setCustomId('form').setTitle('Form').addComponents(row),
        );
      });
      const opener = sent(press('go'));
      await opened;
      expect(await opener.acknowledged).toMatchObject({ kind: 'modal', modal: { custom_id: 'form' } });
      const { interactions } = scene.discord;
      expect(interactions.submitModal(mia(), opener.id, { name: '' })).toMatchObject({
        reason: 'invalid-options',
      });
      const submitted = next(client, Events.InteractionCreate).then(async (interaction) => {
        if (interaction.isModalSubmit()) {
          await interaction.reply({ content: interaction.fields.getTextInputValue('name') });
        }
      });
      const outcome = sent(interactions.submitModal(mia(), opener.id, { name: 'Mia' }));
      await submitted;
      expect((await outcome.settled()).response?.content).toBe('Mia');
      expect(interactions.submitModal(mia(), opener.id, { name: 'Mia' })).toMatchObject({ kind: 'refused' });
    });

    it('carries what was chosen in a menu, and uploads files in the answer', async () => {
      const done = next(client, Events.InteractionCreate).then(async (interaction) => {
        if (interaction.isStringSelectMenu()) {
          await interaction.reply({
            content: interaction.values.join(),
            files: [{ attachment: Buffer.from('hi'), name: 'a.txt' }],
          });
        }
      });
      const { interactions } = scene.discord;
      expect(interactions.choose(mia(), scene.channel.id, messageId, 'pick', ['c'])).toMatchObject({
        reason: 'invalid-options',
      });
      const outcome = sent(interactions.choose(mia(), scene.channel.id, messageId, 'pick', ['b']));
      await done;
      expect(outcome.response).toMatchObject({ content: 'b', attachments: [{ filename: 'a.txt' }] });
    });

    it('lets nobody press what is disabled, unknown or out of sight', () => {
      expect(press('off')).toMatchObject({ reason: 'disabled' });
      expect(press('nope')).toMatchObject({ reason: 'unknown-component' });
      const stranger = { userId: scene.world.users.add({ username: 'stranger' }).id };
      expect(scene.discord.interactions.press(stranger, scene.channel.id, messageId, 'go')).toMatchObject({
        reason: 'not-visible',
      });
    });
  });

  it('refuses an answer in a thread that was archived and locked meanwhile', async () => {
    const { world, owner, channel, mia: person } = scene;
    const thread = world.threads.create(owner.id, channel.id, { name: 'talk', type: 11 });
    const done = onCommand(async (interaction) => {
      world.threads.edit(owner.id, thread.id, { archived: true, locked: true });
      await expect(interaction.reply('x')).rejects.toMatchObject({ code: 50083 });
      world.threads.delete(owner.id, thread.id);
      await expect(callback(client, interaction)).rejects.toMatchObject({ code: 10003 });
    });
    sent(scene.discord.interactions.runCommand({ userId: person.id }, thread.id, { command: 'vip upgrade' }));
    await done;
  });
});

function callback(client: Client, { id, token }: ChatInputCommandInteraction): Promise<unknown> {
  return client.rest.post(`/interactions/${id}/${token}/callback`, {
    body: { type: 4, data: { content: 'again' } },
    auth: false,
  });
}

function sent(attempt: InteractionAttempt) {
  if (attempt.kind === 'refused') {
    throw new Error(`${attempt.reason}: ${attempt.explanation}`);
  }
  return attempt.outcome;
}
