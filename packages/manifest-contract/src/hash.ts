import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

/** The hash that names a manifest text: `sha256:` + 64 hex digits of its UTF-8 bytes, as sent (FR-005). */
export function hashManifest(text: string): string {
  return `sha256:${bytesToHex(sha256(utf8ToBytes(text)))}`;
}
