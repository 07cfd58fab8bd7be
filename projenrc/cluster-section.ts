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

/** The section of docs/explanation/proof.md on API servers: for each file of tests, how many passed on each version of Kubernetes. */
export function clusterSection(): string {
  const all: { readonly [version: string]: Result } = existsSync(RESULTS) ? JSON.parse(readFileSync(RESULTS, 'utf8')) : {};
  const versions = KUBERNETES_SERVERS.filter((version) => all[version]);
  const files = [...new Set(versions.flatMap((version) => Object.keys(all[version].passed)))].filter((file) => file !== OF_TESTS).sort();
  const counted = (version: string, file: string) => {
    const [passed, skipped] = [all[version].passed[file] ?? [], all[version].skipped[file] ?? []];
    return skipped.length > 0 ? `${passed.length}, and ${skipped.length} need a newer version` : String(passed.length);
  };
  return [
    CLUSTER_HEADING,
    'The results of `npm run test:cluster`: kube-apiserver and kube-controller-manager, built from the Go module `k8s.io/kubernetes`, with etcd and without a '
      + 'kubelet. CI runs it with the newest version, and `npm run test:full -- cluster` with the others.',
    table(['proves', ...versions.map((version) => `tests that passed on Kubernetes ${version}`)], files.map((file) =>
      [`[${subjectOf(file)}](../../${file})`, ...versions.map((version) => counted(version, file))])),
  ].join('\n\n');
}

/** The first sentence of the comment at the top of a file. */
function subjectOf(file: string): string {
  const [, comment] = /^\/\*\s(.*?)\*\/$/ms.exec(readFileSync(file, 'utf8'))!;
  return comment.replace(/^ \* ?/gm, '').replace(/\s+/g, ' ').trim().split('. ')[0].replace(/\.$/, '');
}

export const CLUSTER_HEADING = '## On an API server';
