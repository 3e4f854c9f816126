import { createHmac } from 'node:crypto';
import type { WorldClock } from './clock.js';
import type { AttachmentRecord } from './records.js';
import type { WorldSettings } from './settings.js';

/**
 * Makes and checks the addresses of files. As at Discord, an address carries when it expires (`ex`) and was issued
 * (`is`), in hexadecimal seconds, and a signature (`hm`); later it answers 404 ("Reference", Signed Attachment CDN URLs).
 */
export class AttachmentLinks {
  readonly #settings: WorldSettings;
  readonly #clock: WorldClock;
  readonly #secret: string;

  constructor(settings: WorldSettings, clock: WorldClock, secret: string) {
    this.#settings = settings;
    this.#clock = clock;
    this.#secret = secret;
  }

  sign(attachment: AttachmentRecord): string {
    const now = this.#clock.now();
    const path = `/attachments/${attachment.channelId}/${attachment.id}/${encodeURIComponent(attachment.filename)}`;
    const issued = toHexSeconds(now);
    const expires = toHexSeconds(now + this.#settings.attachmentLifetimeMs);
    const signature = this.#signature(attachment.id, expires, issued);
    return `${this.#settings.publicUrl}${path}?ex=${expires}&is=${issued}&hm=${signature}&`;
  }

  isValid(attachmentId: string, expires: string, issued: string, signature: string): boolean {
    if (signature !== this.#signature(attachmentId, expires, issued)) return false;
    return Number.parseInt(expires, 16) * 1_000 > this.#clock.now();
  }

  #signature(attachmentId: string, expires: string, issued: string): string {
    return createHmac('sha256', this.#secret).update(`${attachmentId}/${expires}/${issued}`).digest('hex');
  }
}

function toHexSeconds(ms: number): string {
  return Math.floor(ms / 1_000).toString(16);
}
