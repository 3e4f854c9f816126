import { ApplicationCommandType as T } from 'discord-api-types/v10';
import { DiscordError, refuse } from '../world/discord-error.js';
import { Form } from '../world/forms/form.js';
import { FormFaults, faultOf } from '../world/forms/form-faults.js';
import { readCommand } from './command-form.js';
import type { CommandDefinition, CommandRecord } from './command-record.js';

/** "Application Commands", Registering a Command: how many of each type, globally and in each guild. */
const LIMITS: Readonly<Record<CommandDefinition['type'], number>> = {
  [T.ChatInput]: 100,
  [T.User]: 15,
  [T.Message]: 15,
};

/** The application's commands: global ones and those of single guilds. Every method throws Discord's refusals. */
export class CommandRegistry {
  readonly #nextId: () => string;
  readonly #commands = new Map<string, CommandRecord>();

  /** @param nextId makes snowflakes, for ids and versions */
  constructor(nextId: () => string) {
    this.#nextId = nextId;
  }

  /** @param guildId null for the global ones */
  list(guildId: string | null): CommandRecord[] {
    return [...this.#commands.values()].filter((command) => command.guildId === guildId);
  }

  /** @throws 10063 */
  get(guildId: string | null, id: string): CommandRecord {
    const command = this.#commands.get(id);
    if (command?.guildId !== guildId) {
      throw refuse('unknownCommand');
    }
    return command;
  }

  /** Creates a command, or replaces the one of the same type and name: then `isNew` is false. */
  create(
    guildId: string | null,
    body: unknown,
  ): { readonly command: CommandRecord; readonly isNew: boolean } {
    const form = Form.of(body);
    const definition = readCommand(form);
    form.faults.throwIfAny();
    const known = this.list(guildId).find(
      ({ type, name }) => type === definition.type && name === definition.name,
    );
    if (!known) {
      requireRoom([...this.list(guildId), definition]);
    }
    return { command: this.#store(guildId, definition, known), isNew: !known };
  }

  /** Changes what the body names. */
  edit(guildId: string | null, id: string, body: unknown): CommandRecord {
    const known = this.get(guildId, id);
    const form = Form.of(body);
    const definition = readCommand(form, known);
    form.faults.throwIfAny();
    return this.#store(guildId, { ...definition, type: known.type }, known);
  }

  delete(guildId: string | null, id: string): void {
    this.#commands.delete(this.get(guildId, id).id);
  }

  /** Replaces all commands; those that keep type and name keep their id, and those that are unchanged their version. */
  overwrite(guildId: string | null, body: unknown): CommandRecord[] {
    if (!Array.isArray(body)) {
      const faults = new FormFaults();
      faults.add([], faultOf.notList);
      throw faults.toError();
    }
    const form = Form.of({ ...body });
    const definitions = body.map((_, index) => {
      const item = form.form(String(index));
      return item ? readCommand(item) : undefined;
    });
    form.faults.throwIfAny();
    const wanted = definitions.filter((definition) => definition !== undefined);
    requireDistinct(wanted);
    requireRoom(wanted);
    const known = this.list(guildId);
    for (const command of known) {
      this.#commands.delete(command.id);
    }
    return wanted.map((definition) =>
      this.#store(
        guildId,
        definition,
        known.find(({ type, name }) => type === definition.type && name === definition.name),
      ),
    );
  }

  #store(
    guildId: string | null,
    definition: CommandDefinition,
    known: CommandRecord | undefined,
  ): CommandRecord {
    const id = known?.id ?? this.#nextId();
    const isChanged = !known || !isSame(definition, known);
    const command: CommandRecord = {
      ...definition,
      id,
      guildId,
      version: isChanged ? this.#nextId() : known.version,
    };
    this.#commands.set(id, command);
    return command;
  }
}

function requireDistinct(definitions: readonly CommandDefinition[]): void {
  const faults = new FormFaults();
  const seen = new Set<string>();
  definitions.forEach(({ type, name }, index) => {
    if (seen.has(`${type} ${name}`)) {
      faults.add([index], {
        code: 'APPLICATION_COMMANDS_DUPLICATE_NAME',
        message: 'Application command names must be unique',
      });
    }
    seen.add(`${type} ${name}`);
  });
  faults.throwIfAny();
}

function requireRoom(definitions: readonly CommandDefinition[]): void {
  for (const type of [T.ChatInput, T.User, T.Message] as const) {
    const limit = LIMITS[type];
    if (definitions.filter((definition) => definition.type === type).length > limit) {
      throw new DiscordError(400, 30032, `Maximum number of application commands reached (${limit})`);
    }
  }
}

function isSame(definition: CommandDefinition, known: CommandRecord): boolean {
  const { id: _id, guildId: _guildId, version: _version, ...rest } = known;
  const write = (value: CommandDefinition) =>
    JSON.stringify(
      Object.entries(value).sort(([a], [b]) => a.localeCompare(b)),
      (_, inner) => (typeof inner === 'bigint' ? inner.toString() : inner),
    );
  return write(definition) === write(rest);
}
