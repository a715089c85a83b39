/**
 * What a user's credential may allow. None includes another: a credential may do what it lists, and no more.
 *
 * - `read`: see jobs, events, artifacts, manifests and workers; check a manifest.
 * - `submit`: submit jobs, run manifests, cancel and requeue.
 * - `manage_manifests`: store, restore and delete manifests.
 * - `manage_workers`: make, list and revoke worker tokens.
 * - `administer`: make, list and revoke API tokens, and so give any scope; read the audit log.
 */
export const SCOPES = ['read', 'submit', 'manage_manifests', 'manage_workers', 'administer'] as const;

export type Scope = (typeof SCOPES)[number];
