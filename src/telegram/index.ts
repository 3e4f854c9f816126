export { AccountFleet } from './account-fleet.js';
export { checkSignIn, type SignInCheck } from './sign-in-check.js';
