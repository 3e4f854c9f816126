import type { FileDraft } from '../../control/protocol.js';

/** Reads chosen files as acts carry them. A name that begins with SPOILER_ makes a spoiler, as on Discord. */
export function readDrafts(files: readonly File[]): Promise<readonly FileDraft[]> {
  return Promise.all(
    files.map(async (file) => ({
      name: file.name,
      contentType: file.type || 'application/octet-stream',
      data: await toBase64(file),
      isSpoiler: file.name.startsWith('SPOILER_'),
    })),
  );
}

function toBase64(file: File): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener('load', () => {
      const address = typeof reader.result === 'string' ? reader.result : '';
      resolve(address.slice(address.indexOf(',') + 1));
    });
    reader.addEventListener('error', () => reject(reader.error ?? new Error('the file could not be read')));
    reader.readAsDataURL(file);
  });
}
