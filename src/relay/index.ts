export * from './delivery.js';
export * from './message.js';
export * from './ports/agent-messages.js';
export * from './ports/delivery-store.js';
export * from './ports/thread-posts.js';
export * from './rich-text.js';
