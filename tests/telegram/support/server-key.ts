import { helpers } from 'telegram';
import { _serverKeys } from 'telegram/crypto/RSA.js';
import type { LocalTelegram } from '../../../sandbox/telegram/local-telegram.js';

/** The library knows Telegram's own RSA keys; that of another server has to be told, as to a client that is built for one. */
export function trustServer({ publicKey }: LocalTelegram): void {
  const { fingerprint, modulus, exponent } = publicKey;
  _serverKeys.set(fingerprint, { n: helpers.returnBigInt(modulus), e: exponent });
}
