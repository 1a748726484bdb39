import { apiUrl, type Photo, Problem, readAnswer, unreachable } from '@banyan/api-client';

/** Sends one photo; `progress` hears 0..1. XMLHttpRequest, because fetch does not tell how much has gone up. */
export function uploadPhoto(photo: Blob, key: string, progress: (part: number) => void, signal?: AbortSignal): Promise<Photo> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const lost = () => reject(new Problem(0, unreachable, 'The server cannot be reached.'));
    request.open('POST', apiUrl('/photos'));
    request.setRequestHeader('content-type', photo.type || 'image/jpeg');
    request.setRequestHeader('accept', 'application/json');
    request.setRequestHeader('idempotency-key', key);
    request.timeout = 90_000;
    request.upload.onprogress = (event) => event.lengthComputable && progress(event.loaded / event.total);
    request.onerror = lost;
    request.ontimeout = lost;
    request.onabort = lost;
    request.onload = () => {
      try {
        resolve(readAnswer<Photo>(request.status, request.responseText));
      } catch (error) {
        reject(error instanceof Error ? error : new Error(String(error)));
      }
    };
    signal?.addEventListener('abort', () => request.abort());
    request.send(photo);
  });
}
