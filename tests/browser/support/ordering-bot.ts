import {
  type APIModalInteractionResponseCallbackData,
  ApplicationCommandOptionType,
  ButtonStyle,
  Client,
  ComponentType,
  Events,
  GatewayIntentBits,
  type Interaction,
  MessageFlags,
  TextInputStyle,
} from 'discord.js';

const PLANS = ['Gold', 'Silver', 'Silver for two', 'Bronze'];

/** A bot with all that ours does not need: completions, selects and a modal. It keeps what it was told. */
export class OrderingBot {
  readonly told: string[] = [];
  readonly #client: Client;

  private constructor(api: string) {
    this.#client = new Client({ intents: [GatewayIntentBits.Guilds], rest: { api, retries: 0 } });
  }

  /** Connects it to a local Discord, and registers `/order`. */
  static async start(api: string, token: string): Promise<OrderingBot> {
    const bot = new OrderingBot(api);
    const client = bot.#client;
    const ready = new Promise((resolve) => client.once(Events.ClientReady, resolve));
    client.on(Events.InteractionCreate, (interaction) => void bot.#answer(interaction));
    await client.login(token);
    await ready;
    await client.application?.commands.set([
      {
        name: 'order',
        description: 'Order a plan',
        options: [
          {
            type: ApplicationCommandOptionType.String,
            name: 'plan',
            description: 'Which one',
            required: true,
            autocomplete: true,
          },
          { type: ApplicationCommandOptionType.Integer, name: 'months', description: 'How long' },
        ],
      },
    ]);
    return bot;
  }

  async stop(): Promise<void> {
    await this.#client.destroy();
  }

  async #answer(interaction: Interaction): Promise<void> {
    if (interaction.isAutocomplete()) {
      const typed = interaction.options.getFocused().toLowerCase();
      const fitting = PLANS.filter((plan) => plan.toLowerCase().includes(typed));
      await interaction.respond(fitting.map((name) => ({ name, value: name.toLowerCase() })));
    } else if (interaction.isChatInputCommand()) {
      const { options } = interaction;
      this.told.push(`runs ${options.getString('plan')} ${options.getInteger('months')}`);
      await interaction.reply({ ...orderForm(), flags: MessageFlags.Ephemeral });
    } else if (interaction.isAnySelectMenu()) {
      this.told.push(`chooses ${interaction.values.join()}`);
      const names = interaction.isUserSelectMenu()
        ? interaction.users.map(({ displayName }) => displayName)
        : interaction.values;
      await interaction.update({ content: `Chosen: ${names.join(' and ')}` });
    } else if (interaction.isButton()) {
      await interaction.showModal(noteModal());
    } else if (interaction.isModalSubmit()) {
      const note = interaction.fields.getTextInputValue('note');
      this.told.push(`submits ${note}, ${interaction.fields.getStringSelectValues('pay').join()}`);
      await interaction.reply({ content: `Noted: ${note}`, flags: MessageFlags.Ephemeral });
    }
  }
}

function orderForm() {
  const colors = ['Red', 'Green', 'Blue'].map((label) => ({ label, value: label.toLowerCase() }));
  const extras = ['Stickers', 'Badges', 'Music'].map((label) => ({ label, value: label.toLowerCase() }));
  return {
    content: 'Your order',
    components: [
      row({
        type: ComponentType.StringSelect,
        custom_id: 'color',
        placeholder: 'Pick a colour',
        options: colors,
      }),
      row({
        type: ComponentType.StringSelect,
        custom_id: 'extras',
        placeholder: 'Pick extras',
        options: extras,
        min_values: 1,
        max_values: 2,
      }),
      row({ type: ComponentType.UserSelect, custom_id: 'friend', placeholder: 'Pick a friend' }),
      row({ type: ComponentType.Button, custom_id: 'note', label: 'Add a note', style: ButtonStyle.Primary }),
    ],
  } as const;
}

function row<const C>(component: C) {
  return { type: ComponentType.ActionRow, components: [component] } as const;
}

function noteModal(): APIModalInteractionResponseCallbackData {
  return {
    custom_id: 'note',
    title: 'A note for us',
    components: [
      {
        type: ComponentType.Label,
        label: 'Your note',
        description: 'Anything that we should know',
        component: {
          type: ComponentType.TextInput,
          custom_id: 'note',
          style: TextInputStyle.Short,
          min_length: 3,
          max_length: 100,
        },
      },
      {
        type: ComponentType.Label,
        label: 'How do you pay?',
        component: {
          type: ComponentType.StringSelect,
          custom_id: 'pay',
          options: [
            { label: 'By card', value: 'card' },
            { label: 'By transfer', value: 'transfer' },
          ],
        },
      },
    ],
  };
}
