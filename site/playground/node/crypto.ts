import { sha256 } from '@noble/hashes/sha256';
import { bytesToHex } from '@noble/hashes/utils';

/** Only what the engine needs: the hash of a text, in hexadecimal digits. */
export function createHash(_algorithm: 'sha256') {
  const hash = sha256.create();
  const made = {
    update: (text: string) => {
      hash.update(text);
      return made;
    },
    digest: (_encoding: 'hex') => bytesToHex(hash.digest()),
  };
  return made;
}
