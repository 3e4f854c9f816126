import { css } from 'lit';

export const bubbleStyles = css`
  .row {
    display: flex;
    align-items: end;
    gap: 6px;
    position: relative;
  }
  .out {
    flex-direction: row-reverse;
  }
  .bubble {
    position: relative;
    max-width: min(86%, 520px);
    min-width: 76px;
    padding: 6px 10px 7px;
    border-radius: 14px;
    background: var(--telegram-theirs);
    box-shadow: 0 1px 1px rgb(0 0 0 / 0.13);
    font-size: 14.5px;
    line-height: 1.38;
    overflow-wrap: anywhere;
  }
  .in .bubble {
    border-bottom-left-radius: 4px;
  }
  .out .bubble {
    background: var(--telegram-mine);
    border-bottom-right-radius: 4px;
    --telegram-soft: var(--telegram-mine-soft);
  }
  .bare {
    background: none !important;
    box-shadow: none;
  }
  .text {
    white-space: pre-wrap;
  }
  .meta {
    float: right;
    display: inline-flex;
    align-items: center;
    gap: 3px;
    margin: 6px 0 -2px 10px;
    font-size: 11px;
    color: var(--telegram-soft);
    white-space: pre;
  }
  .ticks {
    display: grid;
    font-size: 15px;
    color: light-dark(#3f8136, #8fd0ff);
  }
  .answered {
    margin: 2px 0 4px;
    padding: 2px 8px;
    border-left: 3px solid var(--telegram-accent);
    border-radius: 4px;
    background: color-mix(in srgb, var(--telegram-accent) 12%, transparent);
    font-size: 13px;
    line-height: 1.3;
  }
  .answered b {
    display: block;
    color: var(--telegram-accent);
  }
  .answered span {
    display: -webkit-box;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 2;
    overflow: hidden;
  }
  a,
  .mention {
    color: var(--telegram-accent);
  }
  .out a {
    color: light-dark(#1d6fb8, #a8d8ff);
  }
  code {
    font: 0.9em var(--mono);
    color: light-dark(#b3261e, #ffb4ab);
  }
  pre {
    margin: 4px 0;
    padding: 6px 8px;
    border-left: 3px solid var(--telegram-accent);
    border-radius: 6px;
    background: light-dark(rgb(0 0 0 / 0.05), rgb(0 0 0 / 0.25));
    font: 13px / 1.35 var(--mono);
    white-space: pre-wrap;
  }
  blockquote {
    margin: 4px 0;
    padding: 2px 8px;
    border-left: 3px solid var(--telegram-accent);
    border-radius: 4px;
    background: color-mix(in srgb, var(--telegram-accent) 10%, transparent);
  }
  .spoiler:not(.shown) {
    color: transparent;
    border-radius: 4px;
    background: repeating-conic-gradient(var(--telegram-soft) 0 25%, transparent 0 50%) 0 0 / 4px 4px;
    cursor: pointer;
  }
  .spoiler:not(.shown) * {
    visibility: hidden;
  }
  .picture {
    display: block;
    max-width: 100%;
    width: auto;
    height: auto;
    max-height: 260px;
    margin: -2px -6px 4px;
    border-radius: 10px;
  }
  .sticker {
    display: block;
    max-width: 150px;
    max-height: 150px;
  }
  .emoji {
    font-size: 72px;
    line-height: 1.1;
  }
  .sound {
    display: grid;
    gap: 4px;
  }
  .sound audio {
    width: 240px;
    max-width: 100%;
    height: 34px;
  }
  .file {
    display: flex;
    align-items: center;
    gap: 10px;
    padding: 4px 0;
    color: inherit !important;
    text-decoration: none;
  }
  .file small {
    display: block;
    color: var(--telegram-soft);
  }
  .round {
    display: grid;
    place-items: center;
    width: 40px;
    height: 40px;
    border-radius: 50%;
    background: var(--telegram-fill);
    color: #fff;
    font-size: 20px;
    flex: none;
  }
  .fact {
    padding: 4px 0;
    font-style: italic;
  }
  .covered {
    position: relative;
    overflow: hidden;
    border-radius: 10px;
  }
  .covered > :first-child {
    filter: blur(24px);
  }
  .covered button {
    position: absolute;
    inset: 0;
  }
  .reactions {
    display: flex;
    flex-wrap: wrap;
    gap: 4px;
    margin-top: 4px;
  }
  .reactions button {
    padding: 1px 8px;
    border-radius: 12px;
    background: color-mix(in srgb, var(--telegram-accent) 18%, transparent);
    font-size: 14px;
  }
  .reactions [aria-pressed="true"] {
    background: var(--telegram-fill);
    color: #fff;
  }
  .actions {
    position: absolute;
    top: -10px;
    right: 6px;
    visibility: hidden;
    z-index: 2;
  }
  .out .actions {
    right: auto;
    left: 6px;
  }
  .row:hover .actions,
  .row:focus-within .actions {
    visibility: visible;
  }
  .bar {
    display: flex;
    padding: 1px;
    border-radius: 8px;
    background: var(--telegram);
    box-shadow: 0 2px 6px rgb(0 0 0 / 0.3);
  }
  .bar button {
    display: grid;
    place-items: center;
    width: 28px;
    height: 26px;
    border-radius: 6px;
    font-size: 15px;
    color: var(--telegram-soft);
  }
  .bar button:hover {
    background: var(--telegram-hover);
    color: var(--telegram-ink);
  }
  emoji-picker {
    position: absolute;
    top: 32px;
    right: 0;
  }
  .out emoji-picker {
    right: auto;
    left: 0;
  }
`;
