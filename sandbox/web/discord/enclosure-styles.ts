import { css } from 'lit';

/** How files, stickers, polls and forwards look in a message. */
export const enclosureStyles = css`
  .files {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
    margin-top: 4px;
  }
  .files img,
  .files video {
    max-width: min(360px, 100%);
    max-height: 260px;
    border-radius: 8px;
    display: block;
  }
  .file {
    display: flex;
    align-items: center;
    gap: 10px;
    min-width: 220px;
    padding: 10px 12px;
    border: 1px solid var(--discord-line);
    border-radius: 8px;
    background: var(--discord-side);
  }
  .file svg {
    font-size: 26px;
    color: var(--blurple);
  }
  .file small {
    display: block;
    color: var(--discord-soft);
  }
  .files .sticker {
    width: 160px;
    height: 160px;
    object-fit: contain;
    border-radius: 0;
  }
  div.sticker {
    display: grid;
    place-content: center;
    justify-items: center;
    gap: 4px;
    border: 1px dashed var(--discord-line);
    border-radius: 12px !important;
    color: var(--discord-soft);
    text-align: center;
    overflow-wrap: anywhere;
  }
  div.sticker svg {
    font-size: 56px;
  }
  div.sticker span {
    color: var(--discord-strong);
    font-weight: 600;
  }
  .forwarded {
    margin-top: 4px;
  }
  .forwarded > small {
    display: block;
    color: var(--discord-soft);
    font-size: 12px;
  }
  .forwarded > small:first-child {
    font-style: italic;
  }
  .poll {
    display: grid;
    gap: 8px;
    width: min(440px, 100%);
    box-sizing: border-box;
    margin-top: 4px;
    padding: 14px 16px;
    border: 1px solid var(--discord-line);
    border-radius: 8px;
    background: var(--discord-side);
  }
  .poll b {
    color: var(--discord-strong);
    overflow-wrap: anywhere;
  }
  .poll small {
    color: var(--discord-soft);
    font-size: 12.5px;
  }
  .poll ul {
    list-style: none;
    display: grid;
    gap: 6px;
    margin: 0;
  }
  .poll li {
    display: flex;
    align-items: center;
    gap: 10px;
    padding: 9px 12px;
    border-radius: 8px;
    background: var(--discord-field);
    overflow-wrap: anywhere;
  }
  .poll i {
    flex: none;
    order: 2;
    width: 16px;
    height: 16px;
    margin-left: auto;
    border: 2px solid var(--discord-soft);
    border-radius: 50%;
    box-sizing: border-box;
  }
  .poll i.box {
    border-radius: 4px;
  }
  .covered {
    position: relative;
    border-radius: 8px;
    overflow: hidden;
  }
  .covered > :first-child {
    filter: blur(28px);
  }
  .covered button {
    position: absolute;
    inset: 0;
    font-weight: 700;
    color: #fff;
    text-shadow: 0 1px 3px #000;
    background: rgb(0 0 0 / 0.35);
  }
`;
