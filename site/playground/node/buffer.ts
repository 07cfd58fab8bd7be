/* The modules of Node.js in this folder stand for those that the engine imports. A browser has none of them. */

export { Buffer } from 'buffer/';

/** Longer texts than V8 can store. */
export const constants = { MAX_STRING_LENGTH: 2 ** 29 - 24 };

/** Whether bytes are valid UTF-8. */
export function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}
