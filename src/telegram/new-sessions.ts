import { Api, type TelegramClient } from 'telegram';

/**
 * Calls back whenever Telegram says from now on that it knew nothing of the client's session (`new_session_created`, core.telegram.org/mtproto/service_messages): what it
 * was to push into the lost one is lost, too. The library takes the new salt from it and tells nobody, so this stands in its table of handlers.
 */
export function watchNewSessions(client: TelegramClient, onNewSession: () => void): void {
  const sender = client._sender;
  const handlers: unknown = sender === undefined ? undefined : Reflect.get(sender, '_handlers');
  const key = String(Api.NewSessionCreated.CONSTRUCTOR_ID);
  const handle: unknown = isTable(handlers) ? handlers[key] : undefined;
  if (!isTable(handlers) || typeof handle !== 'function')
    throw new Error('the library keeps no handler of new_session_created');
  handlers[key] = async (message: unknown): Promise<void> => {
    await Reflect.apply(handle, sender, [message]);
    onNewSession();
  };
}

function isTable(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
