import { Api } from 'telegram';
import { beforeEach, describe, expect, it } from 'vitest';
import { trustServer } from '../../telegram/support/server-key.js';
import { useBench } from './bench.js';

const bench = useBench();

beforeEach(() => trustServer(bench.telegram));

describe('GIVEN an account of data centre 2', () => {
  it('THEN it signs in at another one, which has nothing but files', async () => {
    const { client } = bench;
    const config = await client.invoke(new Api.help.GetConfig(), 4);
    expect(config.dcOptions.map(({ id }) => id)).toEqual([2, 4]);
    expect(bench.telegram.countCalls({ method: 'auth.ImportAuthorization' })).toBe(1);
    // The client would sign in at the other one as a whole, and asks there once more.
    const self = new Api.users.GetUsers({ id: [new Api.InputUserSelf()] });
    await expect(client.invoke(self, 4)).rejects.toThrow('unsuccessful');
    expect(bench.telegram.calls.map(({ outcome }) => outcome)).toContain('USER_MIGRATE_2');
  });

  it.each([2, 3])('THEN an authorization for data centre %i can’t be exported', async (dcId) => {
    const request = new Api.auth.ExportAuthorization({ dcId });
    await expect(bench.client.invoke(request)).rejects.toThrow('DC_ID_INVALID');
  });

  it('THEN an exported authorization serves once, and only whole', async () => {
    const { client } = bench;
    const { id, bytes } = await client.invoke(new Api.auth.ExportAuthorization({ dcId: 4 }));
    const take = (part: Buffer) => client.invoke(new Api.auth.ImportAuthorization({ id, bytes: part }), 4);
    await expect(take(bytes.subarray(4))).rejects.toThrow('AUTH_BYTES_INVALID');
    await expect(take(bytes)).resolves.toMatchObject({ user: { self: true } });
    await expect(take(bytes)).rejects.toThrow('AUTH_BYTES_INVALID');
  });
});
