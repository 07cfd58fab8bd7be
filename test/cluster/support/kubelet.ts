import { readFileSync } from 'fs';
import { createServer, Server } from 'https';
import { AddressInfo } from 'net';
import { join } from 'path';
import { Client } from './client';

/** Logs by namespace, pod and container: `shop/web/main`, with `(previous)` after it for the logs of the run before. */
export type Logs = ReadonlyMap<string, Buffer>;

/**
 * A node whose kubelet knows nothing but logs. An API server asks it as any other. A container without a log has printed nothing.
 *
 * @param certificates the folder with a certificate and its key; the API server does not check them
 */
export async function startKubelet(client: Client, name: string, certificates: string, logs: Logs): Promise<Server> {
  const [cert, key] = ['crt', 'key'].map((suffix) => readFileSync(join(certificates, `apiserver.${suffix}`)));
  const server = createServer({ cert, key }, ({ url }, response) => {
    const { pathname, searchParams } = new URL(url!, 'https://kubelet');
    const [, place] = /^\/containerLogs\/(.*)$/.exec(pathname) ?? [];
    const log = logs.get(searchParams.get('previous') === 'true' ? `${place} (previous)` : `${place}`);
    response.statusCode = place === undefined ? 404 : 200;
    response.end(lastLines(log ?? Buffer.of(), Number(searchParams.get('tailLines') ?? Infinity)));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await client.must('POST', '/api/v1/nodes', { apiVersion: 'v1', kind: 'Node', metadata: { name } });
  // A node of which no kubelet has said that it is ready gets a taint.
  await client.must('PATCH', `/api/v1/nodes/${name}`, { spec: { taints: null } }, 'application/merge-patch+json');
  await client.must('PATCH', `/api/v1/nodes/${name}/status`, {
    status: { addresses: [{ type: 'InternalIP', address: '127.0.0.1' }], daemonEndpoints: { kubeletEndpoint: { Port: port } } },
  }, 'application/merge-patch+json');
  return server;
}

function lastLines(log: Buffer, count: number): string | Buffer {
  const lines = log.toString('latin1').split(/(?<=\n)/);
  return lines.length <= count ? log : Buffer.from(lines.slice(-count).join(''), 'latin1');
}
