import type { Death, Device } from './device.js';
import { Person } from './person.js';
import type { User } from './world/user.js';
import type { World } from './world/world.js';

/** What an account needs from the service to get and lose devices. */
export interface DeviceRegistry {
  addDevice(account: Account): Device;
  forgetDevice(device: Device): void;
}

/**
 * A user with devices that connect over MTProto. As a person it acts like one more device of the same user: what it
 * says arrives at the connected clients as their own outgoing message.
 */
export class Account extends Person {
  readonly devices: Device[] = [];
  /** While false nothing is pushed: only pts moves, as when updates get lost. */
  isPushing = true;
  readonly #registry: DeviceRegistry;
  readonly #port: () => number;

  constructor(world: World, user: User, registry: DeviceRegistry, port: () => number) {
    super(world, user);
    this.#registry = registry;
    this.#port = port;
    this.addDevice();
  }

  /** The first device's session for `new StringSession(…)`. The service must have been started, or a port given. */
  stringSession(port = this.#port()): Promise<string> {
    return this.mainDevice.writeStringSession(port);
  }

  get mainDevice(): Device {
    const [device] = this.devices;
    if (device === undefined) {
      throw new Error('an account without devices');
    }
    return device;
  }

  /** Signs in once more: another auth key, another list of sessions. */
  addDevice(): Device {
    const device = this.#registry.addDevice(this);
    this.devices.push(device);
    return device;
  }

  /** From now on every call is refused so; `help.*` still answers, except for a duplicated key. */
  dies(death: Death): void {
    for (const device of this.devices) {
      device.death = death;
    }
  }

  /** Undoes `dies`. */
  revives(): void {
    for (const device of this.devices) {
      device.death = undefined;
    }
  }

  /** The server forgets the auth keys: transport error -404 for whoever uses them. */
  forgetsKeys(): void {
    for (const device of this.devices) {
      this.#registry.forgetDevice(device);
      device.disconnect();
    }
  }

  /**
   * The server loses the sessions of the account's clients, whose connections stand: what happens is pushed to nobody, until a client says something, is told of its new
   * session (new_session_created) and calls a method in it.
   */
  losesSessions(): void {
    for (const device of this.devices) {
      device.forgetSessions();
    }
  }

  /** Closes every connection of the account's clients. */
  losesConnection(): void {
    for (const device of this.devices) {
      device.disconnect();
    }
  }

  /** Whether a client of this account is connected and receives updates. */
  get isConnected(): boolean {
    return this.devices.some(({ updatesSession }) => updatesSession?.connection !== undefined);
  }
}
