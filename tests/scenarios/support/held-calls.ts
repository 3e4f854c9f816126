import type { CallMatch, OutsideCall } from '../../../sandbox/call-pattern.js';
import type { FaultMoment, Faults } from '../../../sandbox/faults.js';

/** One call that is held back until the test lets it go. */
export interface HeldCall {
  isHeld(): boolean;
  release(): void;
}

/** Holds the next such call, before or after its effect; released, it goes on as if nothing had been. */
export function hold(faults: Faults, call: CallMatch, moment: FaultMoment = 'before'): HeldCall {
  return holdOne(faults, call, moment).held;
}

/** Holds the next such call before its effect; released, it is answered with 500 and has none. */
export function holdAndFail(faults: Faults, call: CallMatch): HeldCall {
  const { held, isIt } = holdOne(faults, call, 'before');
  faults.fail({ where: isIt });
  return held;
}

function holdOne(faults: Faults, call: CallMatch, moment: FaultMoment) {
  let release = (): void => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  let arrived: OutsideCall | undefined;
  faults.onRequest(call, moment, (asked) => {
    arrived = asked;
    return released;
  });
  const held: HeldCall = { isHeld: () => arrived !== undefined, release: () => release() };
  return { held, isIt: (asked: OutsideCall) => asked === arrived };
}
