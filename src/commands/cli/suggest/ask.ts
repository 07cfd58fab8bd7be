import { get } from 'http';

/** The comparable parts of an HTTP response. */
export interface HttpAnswer {
  readonly status: number;
  /** The media type of the body, such as `text/html`; `empty` if there is none. */
  readonly body: string;
}

const TIMEOUT_MS = 5000;

/** The answer of a program on this machine; undefined if it gives none. */
export function askPort(port: number, path: string): Promise<HttpAnswer | undefined> {
  return new Promise((resolve) => {
    const request = get({ host: 'localhost', port, path, timeout: TIMEOUT_MS, agent: false }, (response) => {
      const type = (response.headers['content-type'] ?? '').split(';')[0].trim().toLowerCase();
      const end = (body: string) => {
        resolve({ status: response.statusCode ?? 0, body });
        request.destroy();
      };
      // The first bytes are enough: some answers never end.
      response.on('data', () => end(type || 'no content type'));
      response.on('end', () => end('empty'));
    });
    request.on('timeout', () => request.destroy());
    request.on('error', () => resolve(undefined));
    request.on('close', () => resolve(undefined));
  });
}
