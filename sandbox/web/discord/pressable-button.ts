import { DiscordButton } from '@skyra/discord-components-core/discord-button.js';
import { customElement } from 'lit/decorators.js';

/** Discord's button, whose `disabled` holds for the keyboard and for screen readers, too. */
@customElement('pressable-button')
export class PressableButton extends DiscordButton {
  protected override updated(): void {
    const button = this.renderRoot.querySelector('button');
    button?.toggleAttribute('disabled', this.disabled);
    button?.setAttribute('type', 'button');
  }
}
