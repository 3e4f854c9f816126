import { LitElement, type PropertyValues } from 'lit';
import { property } from 'lit/decorators.js';
import type { Page } from '../state/page.js';
import type { PageState } from '../state/page-state.js';
import { baseStyles } from './base-styles.js';

/** An element that shows some of the page's state, and is drawn again when that changes. */
export class PageElement extends LitElement {
  static override readonly styles = [baseStyles];

  @property({ attribute: false }) page: Page;
  #stopListening: (() => void) | undefined;

  get state(): PageState {
    return this.page.store.state;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#listen();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stopListening?.();
    this.#stopListening = undefined;
  }

  protected override willUpdate(_changed: PropertyValues<this>): void {
    this.#listen();
  }

  /** Templates set properties before they connect an element, other makers of elements after. */
  #listen(): void {
    if (this.page === undefined || !this.isConnected) return;
    this.#stopListening ??= this.page.store.subscribe(() => this.requestUpdate());
  }
}
