import { QueueApiError, QueueUnreachableError } from '@moonmind/queue-client/client';

/** A failed call as it is told; a manifest that the service finds fault with is a finding. */
export interface RemoteFailure {
  readonly message: string;
  readonly isFinding: boolean;
}

/** What a call's failure is told as; null where it is none of the service's. */
export function remoteFailure(error: unknown): RemoteFailure | null {
  if (error instanceof QueueUnreachableError) {
    const message = `${error.message} Is it running? --url or MOONMIND_URL says where it is.`;
    return { message, isFinding: false };
  }
  if (!(error instanceof QueueApiError)) return null;
  const { message, problem, requestId, code } = error;
  const details = (problem?.errors ?? []).map(({ pointer, line, column, message, hint }) => {
    const place = line === null ? pointer : `${line}:${column} ${pointer}`;
    return `\n  ${place}: ${message} ${hint}`;
  });
  const request = requestId ? `\n  (request ${requestId})` : '';
  return { message: message + details.join('') + request, isFinding: code === 'invalid_manifest' };
}
