import { mkdtempSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { parseAllDocuments } from 'yaml';
import { Client, pathOf } from './client';
import { Cluster, MINOR } from './cluster';
import { documentedCommands } from './documentation';
import { waitFor } from './wait';
import { run } from '../../commands/cli/support';

export const SERVER_VERSION = `1.${MINOR}`;

/** What the command `policies` writes, for the version of the server. */
export async function writtenPolicies(args: readonly string[], settings: object = {}): Promise<string> {
  const file = join(mkdtempSync(join(tmpdir(), 'settings-')), 'cdk8s-hardened.yaml');
  writeFileSync(file, JSON.stringify({ kubernetesVersion: SERVER_VERSION, ...settings }));
  const { status, stdout, stderr } = await run(['policies', '--config', file, ...args]);
  if (status !== 0) throw new Error(stderr.join('\n'));
  return stdout;
}

export function objectsOf(yaml: string): readonly any[] {
  return parseAllDocuments(yaml).map((document) => document.toJS());
}

/** Applies policies as the documentation does, and expects that nothing is printed on stderr. */
export function apply(cluster: Cluster, yaml: string): void {
  expect(cluster.kubectl(['apply', '--server-side', '--validate=strict', '--filename=-'], yaml)).toMatchObject({ status: 0, stderr: '' });
}

/** An API server notices policies a moment after they are stored. */
export async function untilDenied(client: Client, object: any, control: string): Promise<void> {
  let last = '';
  await waitFor(() => `denial by ${control}. The last answer: ${last}`, async () => {
    const { status, body } = await client.send('POST', `${pathOf(object)}?dryRun=All`, object);
    last = `${status} ${body.message ?? ''}`;
    return status === 403 && body.message.includes(`denied request: ${control}:`);
  });
}

/** An object that is already there has been admitted, too. */
const ADMITTED = [201, 409];

export async function untilAdmitted(client: Client, object: any): Promise<void> {
  let last = '';
  await waitFor(() => `admission. The last answer: ${last}`, async () => {
    const { status, body } = await client.send('POST', `${pathOf(object)}?dryRun=All`, object);
    last = `${status} ${body.message ?? ''}`;
    return ADMITTED.includes(status);
  });
}

/** Runs the documented deletion of objects of a resource. */
export function runDocumentedDeletion(cluster: Cluster, resource: string): void {
  const commands = documentedCommands('admission.md', 'Roll back').filter(([verb, kind]) => verb === 'delete' && kind === resource);
  expect(commands).toHaveLength(1);
  expect(cluster.kubectl(commands[0])).toMatchObject({ status: 0, stderr: '' });
}
