import { expect, it } from 'vitest';
import { ContractCheck } from '../../../sandbox/discord/contract/contract-check.js';
import { loadSchemas } from '../../../sandbox/discord/contract/schemas.js';
import { foundWorld } from './world/founded-world.js';

const options = [{ label: 'Small', value: 'small' }];

it.each([
  ['a string select', { type: 3, custom_id: 'a', options }],
  ['a user select', { type: 5, custom_id: 'a' }],
  ['a role select', { type: 6, custom_id: 'a' }],
  ['a mentionable select', { type: 7, custom_id: 'a' }],
  ['a channel select', { type: 8, custom_id: 'a' }],
])('%s that names no amounts is answered as Discord describes it', async (_what, select) => {
  const { world, bot, channel } = foundWorld();
  const requestBody = { content: 'x', components: [{ type: 1, components: [select] }] };
  const message = world.messages.create(bot, channel.id, requestBody);
  const check = new ContractCheck(await loadSchemas());
  const responseBody: unknown = JSON.parse(JSON.stringify(world.messageViews.view(message, bot)));
  const path = `/channels/${channel.id}/messages`;
  check.judge({ method: 'POST', path, query: {}, status: 200, requestBody, responseBody });
  expect(check.violations()).toEqual([]);
  expect(message.components).toMatchObject([{ components: [{ min_values: 1, max_values: 1 }] }]);
});
