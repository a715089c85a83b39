import { sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { SCOPES } from '../../api-tokens/scopes.js';
import { expectRefusal, type Harness, START } from '../harness.js';
import { everyPage } from './reading.js';

const NOWHERE = '01890000-0000-7000-8000-000000000000';

const hash = (digit: string) => `sha256:${digit.repeat(64)}`;

export function apiTokensConformance(h: Harness): void {
  describe('API tokens', () => {
    it('are stored with their scopes, and found by their hash until they expire', async () => {
      const token = await h.store.apiTokens.create({
        tokenHash: hash('a'),
        name: 'ci of "docs"',
        scopes: SCOPES,
        userId: NOWHERE,
        expiresAt: h.in(60),
      });
      expect(token).toEqual({
        id: expect.any(String),
        name: 'ci of "docs"',
        scopes: [...SCOPES],
        createdByUserId: NOWHERE,
        expiresAt: h.in(60),
        lastUsedAt: null,
        revokedAt: null,
        createdAt: START,
      });
      expect(await h.store.apiTokens.use(hash('a'))).toEqual(token);
      expect(await h.store.apiTokens.use(hash('b'))).toBeNull();
      h.pass(60);
      expect(await h.store.apiTokens.use(hash('a'))).toBeNull();
    });

    it('tell to the minute when they were last used', async () => {
      await h.store.apiTokens.create({ tokenHash: hash('a'), name: 'a', scopes: ['read'] });
      const lastUsed = async () => (await h.store.apiTokens.list({})).items[0]?.lastUsedAt;
      expect(await lastUsed()).toBeNull();
      await h.store.apiTokens.use(hash('a'));
      expect(await lastUsed()).toBe(START);
      h.pass(59);
      await h.store.apiTokens.use(hash('a'));
      expect(await lastUsed()).toBe(START);
      const later = h.pass(1);
      await h.store.apiTokens.use(hash('a'));
      expect(await lastUsed()).toBe(later);
    });

    it('end when they are revoked, once', async () => {
      const { id } = await h.store.apiTokens.create({ tokenHash: hash('a'), name: 'a', scopes: ['read'] });
      const now = h.pass(1);
      const revoked = await h.store.apiTokens.revoke(id);
      expect(revoked).toMatchObject({ id, revokedAt: now });
      h.pass(1);
      expect(await h.store.apiTokens.revoke(id)).toEqual(revoked);
      expect(await h.store.apiTokens.use(hash('a'))).toBeNull();
      await expectRefusal(h.store.apiTokens.revoke(NOWHERE), 'api_token_not_found');
      await expectRefusal(h.store.apiTokens.revoke('x'), 'api_token_not_found');
    });

    it('are listed newest first, page by page', async () => {
      for (const digit of ['a', 'b', 'c', 'd', 'e']) {
        await h.store.apiTokens.create({ tokenHash: hash(digit), name: digit, scopes: ['read'] });
        if (digit !== 'c') h.pass(1);
      }
      const pages = await everyPage((cursor) => h.store.apiTokens.list({ limit: 2, ...cursor }));
      expect(pages.map((page) => page.map(({ name }) => name))).toEqual([['e', 'd'], ['c', 'b'], ['a']]);
    });

    it.each([
      ['no scope', []],
      ['an unknown scope', ['read', 'everything']],
    ])('the database refuses %s', async (_what, scopes) => {
      await expect(
        h.database.query(sql`INSERT INTO api_tokens (id, token_hash, name, scopes, created_at)
          VALUES (${NOWHERE}::uuid, 'x', 'x', ${`{${scopes.join(',')}}`}::text::text[], now())`),
      ).rejects.toThrow();
      expect((await h.store.apiTokens.list({})).items).toEqual([]);
    });
  });
}
