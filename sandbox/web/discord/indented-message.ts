import { DiscordMessage } from '@skyra/discord-components-core/discord-message.js';
import { css } from 'lit';
import { customElement } from 'lit/decorators.js';

/** Discord's message, whose text stands under that of the message above when it goes on under its name. */
@customElement('indented-message')
export class IndentedMessage extends DiscordMessage {
  static override readonly styles = css`
    ${DiscordMessage.styles}
    .discord-message-body-only-indent {
      flex: none;
      margin: 0;
    }
  `;
}
