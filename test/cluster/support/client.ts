import { Agent, request } from 'https';
import { JsonObject } from '../../../src/formats/manifest/json';

export interface Answer {
  readonly status: number;
  readonly body: any;
  /** The texts of its `Warning` headers. */
  readonly warnings: readonly string[];
}

interface Place {
  readonly host: string;
  readonly port: number;
  readonly ca: Buffer;
  readonly token: string;
  /** For errors. */
  readonly logs: () => string;
}

/** Requests at the same time. */
const PARALLEL = 8;
const WARNING = /299 \S+ "((?:[^"\\]|\\.)*)"/g;

/** An admin who speaks HTTPS: a process of kubectl for each of thousands of requests would take too long. */
export class Client {
  private readonly agent: Agent;

  constructor(private readonly place: Place) {
    this.agent = new Agent({ keepAlive: true, maxSockets: PARALLEL, ca: place.ca });
  }

  /** Sends a request, and answers also what the server refuses. */
  send(method: string, path: string, body?: object, contentType = 'application/json'): Promise<Answer> {
    const { host, port, token, logs } = this.place;
    const payload = body === undefined ? undefined : JSON.stringify(body);
    return new Promise((resolve, reject) => {
      const fail = (error: Error) => reject(new Error(`${method} ${path}: ${error.message}\n${logs()}`));
      const sent = request({
        host,
        port,
        method,
        path,
        agent: this.agent,
        headers: { Authorization: `Bearer ${token}`, Accept: 'application/json', ...payload !== undefined && { 'Content-Type': contentType } },
      }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk)).on('error', fail).on('end', () => {
          const text = Buffer.concat(chunks).toString();
          const isJson = response.headers['content-type']?.startsWith('application/json');
          const { warning = '' } = response.headers;
          const warnings = [...String(warning).matchAll(WARNING)].map(([, quoted]) => quoted.replace(/\\(.)/g, '$1'));
          resolve({ status: response.statusCode!, body: isJson ? JSON.parse(text) : text, warnings });
        });
      });
      sent.on('error', fail).end(payload);
    });
  }

  /**
   * Sends a request that must succeed.
   *
   * @throws Error with the message of the server
   */
  async must(method: string, path: string, body?: object, contentType?: string): Promise<any> {
    const { status, body: answer } = await this.send(method, path, body, contentType);
    if (status >= 300) throw new Error(`${method} ${path}: ${status} ${answer.message ?? answer}`);
    return answer;
  }

  /** Asks for each object what the server would do with it, and lets it do nothing. */
  dryRunAll(objects: readonly JsonObject[]): Promise<readonly Answer[]> {
    return inParallel(objects, (object) => this.send('POST', `${pathOf(object)}?dryRun=All`, object));
  }

  async isReady(): Promise<boolean> {
    try {
      return (await this.send('GET', '/readyz')).status === 200;
    } catch {
      return false; // It does not listen yet.
    }
  }

  close(): void {
    this.agent.destroy();
  }
}

/** Where objects of a kind are created. */
export function pathOf({ apiVersion, kind, metadata }: any): string {
  const group = apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
  const namespace = metadata.namespace === undefined ? '' : `/namespaces/${metadata.namespace}`;
  return `${group}${namespace}/${pluralOf(kind)}`;
}

function pluralOf(kind: string): string {
  const name = kind.toLowerCase();
  if (name.endsWith('s')) return `${name}es`;
  return name.endsWith('y') ? `${name.slice(0, -1)}ies` : `${name}s`;
}

/** The results of work on each item, in their order, with as many items at a time as there are connections. */
export async function inParallel<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<readonly R[]> {
  const results: R[] = [];
  let next = 0;
  const worker = async () => {
    while (next < items.length) {
      const index = next++;
      results[index] = await work(items[index]);
    }
  };
  await Promise.all(Array.from({ length: PARALLEL }, worker));
  return results;
}
