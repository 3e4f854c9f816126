import { DiscordCommand } from '@skyra/discord-components-core/discord-command.js';
import { css } from 'lit';
import { customElement } from 'lit/decorators.js';

/** "… used /vip clear" over an answer; Discord's component knows the command's colours for dark only. */
@customElement('used-command')
export class UsedCommand extends DiscordCommand {
  static override readonly styles = [
    ...DiscordCommand.styles,
    css`
      :host([light-theme]) .discord-slash-command-name {
        background-color: #e6e8fd;
        color: #3c45a5 !important;
      }
    `,
  ];
}
