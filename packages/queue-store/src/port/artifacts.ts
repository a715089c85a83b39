/** What workers upload, without the bytes. */

export interface Artifact {
  readonly id: string;
  readonly jobId: string;
  /** A relative path, such as `logs/run.log`. */
  readonly name: string;
  readonly contentType: string;
  readonly sizeBytes: number;
  /** `sha256:` and the hex digest. */
  readonly digest: string;
  readonly storagePath: string;
  readonly createdAt: string;
}

export type NewArtifact = Omit<Artifact, 'jobId' | 'createdAt'>;
