import { AgentActs } from './agent-acts.js';
import { Following } from './following.js';
import { Live } from './live.js';
import { Navigation } from './navigation.js';
import { PersonActs } from './person-acts.js';
import { StageActs } from './stage-acts.js';
import { Store } from './store.js';
import { Toasts } from './toasts.js';
import { Wire } from './wire.js';

/** What every element is given: what there is to show, and all that can be done. */
export interface Page {
  readonly store: Store;
  readonly toasts: Toasts;
  readonly go: Navigation;
  /** Of whomever the visitor acts as. */
  readonly person: PersonActs;
  readonly agent: AgentActs;
  /** The tour and the world's mischief. */
  readonly stage: StageActs;
  readonly wire: Wire;
}

/** Puts the page's parts together and begins to listen to the sandbox. */
export function openPage(): Page {
  const store = new Store();
  const wire = new Wire();
  const live = new Live(store, wire);
  const toasts = new Toasts(store);
  const go = new Navigation(store, live);
  const page: Page = {
    store,
    wire,
    toasts,
    go,
    person: new PersonActs(store, wire, toasts),
    agent: new AgentActs(store, wire, toasts),
    stage: new StageActs(store, wire, toasts),
  };
  const following = new Following(store, go);
  store.subscribe(() => following.follow());
  void live.start();
  return page;
}
