import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import { REST } from 'discord.js';
import { ContractCheck } from '../../../../sandbox/discord/contract/contract-check.js';
import { loadSchemas } from '../../../../sandbox/discord/contract/schemas.js';
import { createRestService } from '../../../../sandbox/discord/rest/rest-service.js';
import type { DiscordWorld } from '../../../../sandbox/discord/world/world.js';

/** Serves a world on a free port; every JSON exchange is judged by Discord's API description. */
export async function serveWorld(world: DiscordWorld) {
  const contract = new ContractCheck(await loadSchemas());
  const service = createRestService(world, { gateway: () => ({ url: 'ws://127.0.0.1:1', remaining: 999 }) });
  const handle = async (request: Request) => {
    const copy = request.clone();
    const response = await service.app.fetch(request);
    const url = new URL(request.url);
    if (url.pathname.startsWith('/api/v10')) {
      const text = await response.clone().text();
      contract.judge({
        method: copy.method,
        path: url.pathname.slice('/api/v10'.length),
        query: Object.fromEntries(url.searchParams),
        requestBody: await readSentJson(copy),
        status: response.status,
        responseBody: text === '' ? undefined : JSON.parse(text),
      });
    }
    return response;
  };
  const server = serve({ fetch: handle, port: 0, hostname: '127.0.0.1' });
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  world.settings.publicUrl = `http://127.0.0.1:${port}`;
  const rest = new REST({ api: `http://127.0.0.1:${port}/api`, retries: 0 }).setToken(
    world.application.token,
  );
  return {
    rest,
    service,
    contract,
    url: world.settings.publicUrl,
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}

async function readSentJson(request: Request): Promise<unknown> {
  const type = request.headers.get('content-type') ?? '';
  if (type.startsWith('application/json')) return request.json();
  if (!type.startsWith('multipart/form-data')) return undefined;
  const payload = (await request.formData()).get('payload_json');
  return typeof payload === 'string' ? JSON.parse(payload) : undefined;
}
