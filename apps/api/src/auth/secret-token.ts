/** Tokens that are a secret by themselves: a prefix and 48 hex digits, shown once, kept as a SHA-256. */
import { createHash, randomBytes } from 'node:crypto';

/** A new token of a kind, and the hash to keep of it. */
export function mintToken(prefix: string): { token: string; tokenHash: string } {
  const token = `${prefix}${randomBytes(24).toString('hex')}`;
  return { token, tokenHash: hashToken(token) };
}

/** `sha256:` and the hex digest. A token has 192 random bits, so that a plain hash is as good as a slow one. */
export function hashToken(token: string): string {
  return `sha256:${createHash('sha256').update(token).digest('hex')}`;
}
