import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { baseStyles } from '../shell/base-styles.js';
import { icons } from '../shell/icons.js';
import { saySize } from './say-size.js';

/** The files that will go with the next message. */
@customElement('draft-files')
export class DraftFiles extends LitElement {
  static override readonly styles = [
    baseStyles,
    css`
      ul {
        display: flex;
        flex-wrap: wrap;
        gap: 8px;
        list-style: none;
        margin: 0;
        padding: 10px 12px 6px;
      }
      li {
        display: flex;
        align-items: center;
        gap: 8px;
        max-width: 220px;
        padding: 6px 8px;
        border-radius: 8px;
        background: color-mix(in srgb, currentColor 8%, transparent);
        font-size: 13px;
      }
      span {
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      small {
        opacity: 0.75;
        white-space: nowrap;
      }
      button {
        display: grid;
        font-size: 15px;
      }
    `,
  ];

  @property({ attribute: false }) files: readonly File[] = [];

  protected override render() {
    if (this.files.length === 0) return nothing;
    return html`<ul aria-label="Files to send">
      ${this.files.map(
        (file) => html`<li>
          ${icons.file}<span>${file.name}</span><small>${saySize(file.size)}</small>
          <button type="button" aria-label="Remove ${file.name}" @click=${() => this.#drop(file)}>${icons.close}</button>
        </li>`,
      )}
    </ul>`;
  }

  #drop(file: File): void {
    this.dispatchEvent(new CustomEvent('drop-file', { detail: file }));
  }
}
