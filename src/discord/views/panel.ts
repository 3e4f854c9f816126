import { buttonRow, type MessageView, upgradeButton } from './components.js';

const gold = 0xf0b132;

/** The panel that `/vip panel` posts; its button works for ever. */
export function panelView(): MessageView {
  return {
    content: '',
    embeds: [
      {
        title: 'Become a VIP',
        description: [
          'Press the button and a private conversation opens, just for you.',
          'One of our agents answers your questions there and upgrades you.',
        ].join('\n'),
        color: gold,
        footer: { text: 'The agent reads and answers on Telegram. You stay here.' },
      },
    ],
    components: [buttonRow(upgradeButton())],
  };
}

export function panelPosted(): MessageView {
  return { content: 'Done. The panel is up, and its button keeps working, also after a restart.' };
}

export function panelRefused(why: string): MessageView {
  return { content: `I couldn’t post the panel here: ${why}` };
}
