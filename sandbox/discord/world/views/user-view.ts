import type { UserRecord } from '../records.js';

/** A user as every payload carries it (`UserResponse`). */
export function viewUser(user: UserRecord) {
  return {
    id: user.id,
    username: user.username,
    discriminator: user.bot ? '0001' : '0',
    global_name: user.globalName,
    avatar: null,
    bot: user.bot,
    system: false,
    banner: null,
    accent_color: null,
    avatar_decoration_data: null,
    collectibles: null,
    public_flags: 0,
    flags: 0,
    primary_guild: null,
  };
}

/** The user that asks about itself (`UserPIIResponse`). */
export function viewOwnUser(user: UserRecord) {
  return { ...viewUser(user), mfa_enabled: true, locale: 'en-US', verified: true, email: null };
}
