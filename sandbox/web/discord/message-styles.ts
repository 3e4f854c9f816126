import { css } from 'lit';

/** How a message's text and its additions look; the frame comes from Discord's components. */
export const messageStyles = css`
  :host {
    position: relative;
  }
  indented-message {
    padding-right: 16px;
    min-width: 0;
  }
  discord-reply {
    max-width: calc(100% - 56px);
    overflow-x: clip;
    overflow-clip-margin: 40px;
  }
  indented-message:focus-visible {
    outline-offset: -2px;
  }
  indented-message:hover,
  :host(:focus-within) indented-message {
    background: light-dark(rgb(2 2 2 / 0.04), rgb(2 2 2 / 0.1));
  }
  indented-message.ephemeral {
    background: rgb(88 101 242 / 0.07);
    box-shadow: inset 2px 0 0 var(--blurple);
  }
  message-actions {
    position: absolute;
    top: -14px;
    right: 14px;
    visibility: hidden;
    z-index: 3;
  }
  :host(:hover) message-actions,
  :host(:focus-within) message-actions {
    visibility: visible;
  }
  .text {
    white-space: pre-wrap;
    overflow-wrap: anywhere;
    font-size: 15px;
    line-height: 1.4;
  }
  .text pre,
  .words pre {
    margin: 6px 0;
    padding: 8px;
    border: 1px solid var(--discord-line);
    border-radius: 4px;
    background: var(--discord-side);
    font: 13px / 1.3 var(--mono);
    white-space: pre-wrap;
  }
  .text code,
  .words code {
    font: 0.86em var(--mono);
    background: var(--discord-side);
    border-radius: 3px;
    padding: 0.1em 0.25em;
  }
  pre code {
    background: none !important;
    padding: 0 !important;
    font: inherit !important;
  }
  blockquote {
    margin: 2px 0;
    padding: 0 8px 0 12px;
    border-left: 4px solid var(--discord-chosen);
    border-radius: 2px;
  }
  ul,
  ol {
    margin: 4px 0 4px 20px;
    padding: 0;
    white-space: normal;
  }
  .heading {
    font-weight: 700;
    color: var(--discord-strong);
    margin: 8px 0 2px;
  }
  .level-1 {
    font-size: 1.5em;
  }
  .level-2 {
    font-size: 1.25em;
  }
  .level-3 {
    font-size: 1em;
  }
  .text small,
  .words small {
    display: block;
    color: var(--discord-soft);
    font-size: 0.8em;
  }
  .link {
    color: var(--discord-link);
    text-decoration: none;
  }
  .link:hover {
    text-decoration: underline;
  }
  .stamp {
    background: var(--discord-chosen);
    border-radius: 3px;
    padding: 0 2px;
  }
  .words {
    white-space: pre-wrap;
    overflow-wrap: anywhere;
  }
  .only-you {
    display: flex;
    align-items: center;
    gap: 4px;
    margin-top: 4px;
    font-size: 12px;
    color: var(--discord-soft);
  }
  .only-you button {
    color: var(--discord-link);
    font-weight: 500;
  }
  .only-you button:hover {
    text-decoration: underline;
  }
  .thinking {
    color: var(--discord-soft);
  }
  .thinking i {
    display: inline-block;
    width: 7px;
    height: 7px;
    margin-right: 3px;
    border-radius: 50%;
    background: currentColor;
    animation: think 1.2s infinite ease-in-out;
  }
  .thinking i:nth-child(2) {
    animation-delay: 0.2s;
  }
  .thinking i:nth-child(3) {
    animation-delay: 0.4s;
  }
  @keyframes think {
    50% {
      opacity: 0.25;
    }
  }
`;
