export type { TelegramAccess } from './access.js';
export { AccountFleet, type AccountFleetPorts } from './account-fleet.js';
export { checkSignIn, type SignInCheck } from './sign-in-check.js';
