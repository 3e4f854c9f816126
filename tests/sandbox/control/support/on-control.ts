import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { Control } from '../../../../sandbox/control/control.js';
import type { ActAnswer, AgentAct, MachineSight, PersonAct } from '../../../../sandbox/control/protocol.js';
import type { Scene, SceneOptions } from '../../../../sandbox/stage/scene.js';
import { Stage } from '../../../../sandbox/stage/stage.js';

export interface Answer<Body> {
  readonly status: number;
  readonly body: Body;
}

/** The sandbox of one test file, and the page's server to ask. */
export interface OnControl {
  readonly stage: Stage;
  readonly scene: Scene;
  readonly address: string;
  /** Asks as the page does; with a body it is a POST unless the method says otherwise. */
  ask<Body = unknown>(path: string, body?: unknown, method?: string): Promise<Answer<Body>>;
  /** @throws unless it is there */
  read<Body>(path: string): Promise<Body>;
  person(name: string, act: PersonAct): Promise<Answer<ActAnswer>>;
  agent(act: AgentAct): Promise<Answer<ActAnswer>>;
  machine(): Promise<MachineSight>;
}

/** Sets the stage for a test file. After each test the services may not have been asked for what they lack, nor have departed from Discord's description. */
export function onControl(options: { readonly withBot: boolean; readonly scene?: SceneOptions }): OnControl {
  let set: { stage: Stage; scene: Scene; control: Control; address: string } | undefined;
  const faults: string[] = [];
  beforeAll(async () => {
    const stage = await Stage.set();
    const scene = await stage.addScene({ agentSavesAccounts: false, ...options.scene });
    const control = new Control(stage, { report: (line) => faults.push(line) });
    set = { stage, scene, control, address: await control.start() };
    if (options.withBot) {
      await stage.startBot();
      await scene.postPanel();
    }
  }, 60_000);
  afterEach((context) => {
    set?.stage.faults.liftAll();
    if (context.task.result?.state === 'fail') console.error(set?.stage.bot.tail(40));
    expect(set?.stage.faultsOfServices()).toEqual([]);
    expect(faults.splice(0)).toEqual([]);
  });
  afterAll(async () => {
    await set?.control.stop();
    await set?.stage.close();
  });
  const require = () => {
    if (set === undefined) throw new Error('the stage is not set yet');
    return set;
  };
  const on: OnControl = {
    get stage() {
      return require().stage;
    },
    get scene() {
      return require().scene;
    },
    get address() {
      return require().address;
    },
    async ask(path, body, method = body === undefined ? 'GET' : 'POST') {
      const payload = body === undefined ? {} : { body: JSON.stringify(body) };
      const response = await fetch(`${on.address}${path}`, { method, ...payload });
      return { status: response.status, body: JSON.parse(await response.text()) };
    },
    async read<Body>(path: string) {
      const { status, body } = await on.ask<Body>(path);
      if (status !== 200) throw new Error(`${path}: ${status} ${JSON.stringify(body)}`);
      return body;
    },
    person: (name, act) => on.ask(`/guilds/${on.scene.guildId}/people/${name}`, act),
    agent: (act) => on.ask(`/guilds/${on.scene.guildId}/agent`, act),
    machine: () => on.read(`/page/guilds/${on.scene.guildId}/machine`),
  };
  return on;
}
