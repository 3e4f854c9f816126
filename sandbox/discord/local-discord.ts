import { createServer, type Server } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { Faults } from '../faults.js';
import { Traffic } from '../traffic.js';
import { ContractCheck, type ContractViolation } from './contract/contract-check.js';
import { loadSchemas } from './contract/schemas.js';
import { Front, type FrontConnection, type Whereabouts } from './front/front.js';
import { RequestLog } from './front/request-log.js';
import { Gateway } from './gateway/gateway.js';
import { CommandRegistry } from './interactions/command-registry.js';
import { addCommandRoutes } from './interactions/command-routes.js';
import { InteractionRegister } from './interactions/interaction-register.js';
import { InteractionResponses } from './interactions/interaction-responses.js';
import { addInteractionRoutes, isInteractionPath } from './interactions/interaction-routes.js';
import { Interactions } from './interactions/interactions.js';
import { listSeenMessages } from './interactions/seen-messages.js';
import { type RateLimitMode, RateLimits } from './rate-limits.js';

import { createRestService, type RestService } from './rest/rest-service.js';

import type { MessageRecord } from './world/records.js';
import { DiscordWorld, type WorldOptions } from './world/world.js';

export interface LocalDiscordOptions {
  /** How the world begins. */
  readonly world?: WorldOptions;
  /** Shared with the other service, if the same faults and traffic are to hold for both. */
  readonly faults?: Faults;
  readonly traffic?: Traffic;
  /** Judges each exchange by Discord's API description (costs about 100 ms at the start). Default false. */
  readonly isContractChecked?: boolean;
  /** Default `generous`. */
  readonly rateLimits?: RateLimitMode;
  /** Real time for the first answer to an interaction. Default 3,000, as Discord's. */
  readonly answerWithinMs?: number;
  /** Default 41,250, as Discord's. */
  readonly heartbeatIntervalMs?: number;
}

/**
 * A Discord of one's own on 127.0.0.1: REST v10, the gateway and files, on one port.
 *
 * Make it, set its scene through `world`, `start` it, and point a bot at `api` and `token`.
 */
export class LocalDiscord {
  readonly world: DiscordWorld;
  readonly faults: Faults;
  readonly traffic: Traffic;
  readonly requests = new RequestLog();
  readonly rateLimits: RateLimits;
  readonly commands: CommandRegistry;
  /** What people do to the bot: commands, buttons, menus, modals. */
  readonly interactions: Interactions;
  readonly gateway: Gateway;
  readonly #options: LocalDiscordOptions;
  readonly #register: InteractionRegister;
  readonly #rest: RestService;
  #contract: ContractCheck | null = null;
  #server: Server | null = null;
  #port = 0;

  constructor(options: LocalDiscordOptions = {}) {
    this.#options = options;
    this.world = new DiscordWorld(options.world);
    this.faults = options.faults ?? new Faults();
    this.traffic = options.traffic ?? new Traffic();
    this.rateLimits = new RateLimits(options.rateLimits ?? 'generous');
    this.commands = new CommandRegistry(() => this.world.snowflakes.next());
    this.#register = new InteractionRegister(this.world, options.answerWithinMs ?? 3_000);
    this.gateway = new Gateway(this.world, {
      url: () => this.#gatewayUrl,
      ...(options.heartbeatIntervalMs !== undefined && { heartbeatIntervalMs: options.heartbeatIntervalMs }),
      onDispatch: (dispatch, shard, data) =>
        this.traffic.record({ service: 'discord', dispatch, shard, data }),
    });
    this.#rest = createRestService(this.world, {
      gateway: () => ({ url: this.#gatewayUrl, remaining: 1_000 - this.gateway.counts.identifies }),
      isOpen: isInteractionPath,
      extend: (routes) => {
        addCommandRoutes(routes, this.world, this.commands);
        addInteractionRoutes(routes, this.world, new InteractionResponses(this.world, this.#register));
      },
    });
    this.interactions = new Interactions({
      world: this.world,
      commands: this.commands,
      register: this.#register,
      dispatch: (event) => this.gateway.dispatch(event),
    });
  }

  /** The address for `rest.api` of discord.js. */
  get api(): string {
    return `http://127.0.0.1:${this.#port}/api`;
  }

  get port(): number {
    return this.#port;
  }

  get token(): string {
    return this.world.application.token;
  }

  /** Begins to listen on 127.0.0.1; without a port, on a free one. */
  async start(options: { port?: number } = {}): Promise<void> {
    if (this.#options.isContractChecked) {
      this.#contract = new ContractCheck(await loadSchemas());
    }
    const front = new Front({
      serve: (request) => this.#rest.app.fetch(request),
      locate: (path) => this.#locate(path),
      faults: this.faults,
      limits: this.rateLimits,
      requests: this.requests,
      traffic: this.traffic,
      contract: this.#contract,
    });
    const server = createServer(
      getRequestListener((request, connection: FrontConnection) => front.handle(request, connection)),
    );
    server.on('upgrade', (request, socket, head) => this.gateway.handleUpgrade(request, socket, head));
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(options.port ?? 0, '127.0.0.1', resolve);
    });
    const address = server.address();
    this.#port = typeof address === 'object' && address !== null ? address.port : 0;
    this.world.settings.publicUrl = `http://127.0.0.1:${this.#port}`;
    this.#server = server;
  }

  /** The messages of a channel as one person sees them, oldest first, with those that only they see. */
  messagesSeenBy(userId: string, channelId: string): readonly MessageRecord[] {
    return listSeenMessages(this.world, userId, channelId);
  }

  /** The name of the command that began an interaction, as clients write it over the answer; null if none did. */
  commandBehind(interactionId: string): string | null {
    const source = this.#register.find(interactionId)?.source;
    return source?.kind === 'command' ? source.name : null;
  }

  /** Closes all connections and timers. The instance can't be started again. */
  async stop(): Promise<void> {
    this.gateway.stop();
    this.#register.stop();
    this.world.clock.stop();
    const server = this.#server;
    this.#server = null;
    if (server) {
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
    }
    await this.traffic.close();
  }

  /**
   * Where the bot or this local Discord departed from Discord's API description, as far as that is checked; and, checked
   * or not, errors of the local Discord itself.
   */
  violations(): readonly ContractViolation[] {
    const crashes = this.#rest.crashes.map(({ message, stack }) => ({
      of: 'answer' as const,
      operation: 'local Discord',
      faults: [stack ?? message],
      body: undefined,
    }));
    return [...(this.#contract?.violations() ?? []), ...crashes];
  }

  get #gatewayUrl(): string {
    return `ws://127.0.0.1:${this.#port}`;
  }

  #locate(path: string): Whereabouts {
    const [, kind = '', id = '', rest = '', guildId = ''] = path.split('/');
    switch (kind) {
      case 'guilds':
        return { guildId: id, channelId: null };
      case 'channels': {
        const channel = this.world.store.channels.get(id);
        return { guildId: channel && channel.kind !== 'direct' ? channel.guildId : null, channelId: id };
      }
      case 'interactions':
      case 'webhooks': {
        const interaction =
          kind === 'interactions' ? this.#register.find(id) : this.#register.findByToken(rest);
        return { guildId: interaction?.guildId ?? null, channelId: interaction?.channelId ?? null };
      }
      default:
        return { guildId: rest === 'guilds' ? guildId : null, channelId: null };
    }
  }
}
