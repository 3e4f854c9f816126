const BY_ENDING: Readonly<Record<string, string>> = {
  apng: 'image/apng',
  gif: 'image/gif',
  jpeg: 'image/jpeg',
  jpg: 'image/jpeg',
  json: 'application/json; charset=utf-8',
  mov: 'video/quicktime',
  mp3: 'audio/mpeg',
  mp4: 'video/mp4',
  oga: 'audio/ogg',
  ogg: 'audio/ogg',
  opus: 'audio/ogg',
  pdf: 'application/pdf',
  png: 'image/png',
  txt: 'text/plain; charset=utf-8',
  wav: 'audio/x-wav',
  webm: 'video/webm',
  webp: 'image/webp',
  zip: 'application/zip',
};
const UNKNOWN = 'application/octet-stream';

/** The type of a file: as it was sent, or where that says nothing, as its name ends; so Discord does. */
export function contentTypeOf(sentType: string, filename: string): string {
  if (sentType !== '' && sentType !== UNKNOWN) return sentType;
  return BY_ENDING[filename.split('.').at(-1)?.toLowerCase() ?? ''] ?? UNKNOWN;
}
