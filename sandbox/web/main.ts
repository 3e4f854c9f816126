import './discord/components.js';
import './shell/sandbox-page.js';
