import { existsSync, readFileSync } from 'fs';
import { table } from './markdown';
import { KUBERNETES_SERVERS } from '../test/programs/pinned';

const RESULTS = 'test/cluster/results.json';
/** These tests are about the server, and prove nothing about the library. */
const OF_TESTS = 'test/cluster/harness.cluster.ts';

interface Result {
  /** Names of tests, by file. */
  readonly passed: { readonly [file: string]: readonly string[] };
  readonly skipped: { readonly [file: string]: readonly string[] };
}

/** The section of docs/explanation/proof.md on API servers: the tests that passed, with the versions of Kubernetes on which they did. */
export function clusterSection(): string {
  const all: { readonly [version: string]: Result } = existsSync(RESULTS) ? JSON.parse(readFileSync(RESULTS, 'utf8')) : {};
  const versions = KUBERNETES_SERVERS.filter((version) => all[version]);
  const passed = (version: string, file: string, name: string) => all[version].passed[file]?.includes(name) ?? false;
  const rowsOf = (file: string) => [...new Set(versions.flatMap((version) => all[version].passed[file] ?? []))]
    .map((name) => [name, ...versions.map((version) => passed(version, file, name) ? 'yes' : 'no')]);
  const files = [...new Set(versions.flatMap((version) => Object.keys(all[version].passed)))].filter((file) => file !== OF_TESTS).sort();
  return [
    CLUSTER_HEADING,
    'The results of `npm run test:cluster`: kube-apiserver and kube-controller-manager, built from the Go module `k8s.io/kubernetes`, with etcd and without a '
      + 'kubelet. CI runs it with the newest version, and `npm run test:full -- cluster` with the others. "no" means that this version lacks the API.',
    ...files.flatMap((file) => [
      `In [${file.replace('test/cluster/', '')}](../../${file}):`,
      table(['test', ...versions.map((version) => `Kubernetes ${version}`)], rowsOf(file)),
    ]),
  ].join('\n\n');
}

export const CLUSTER_HEADING = '## On an API server';
