import { spawnSync } from 'child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { basename, join } from 'path';
import { kubectl } from '../../programs/kubernetes';

/** What kubectl made of a file: the objects up to its end, or up to an error. */
export interface Reading {
  readonly objects: unknown[];
  readonly error?: string;
}

/**
 * Has the real kubectl read files, in one process. It applies an empty patch and prints what it has, without a cluster and
 * without knowing the kinds. Every object has to have its file's key as its name.
 */
export function readWithKubectl(files: ReadonlyMap<string, string | Buffer>): Map<string, Reading> {
  const folder = mkdtempSync(join(tmpdir(), 'cdk8s-hardened-yaml-'));
  try {
    files.forEach((content, name) => writeFileSync(join(folder, `${name}.yaml`), content));
    const { stdout, stderr, error } = spawnSync(kubectl(), ['patch', '--local', '--type=merge', '--patch={}', '--output=json', '--filename', folder], {
      encoding: 'utf8',
      env: { HOME: folder, KUBECONFIG: join(folder, 'none') },
      maxBuffer: Infinity,
    });
    if (error) throw error;
    return readings([...files.keys()], stdout, stderr);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function readings(names: readonly string[], stdout: string, stderr: string): Map<string, Reading> {
  const result = new Map<string, { objects: unknown[]; error?: string }>(names.map(name => [name, { objects: [] }]));
  for (const text of stdout.split(/\n(?=\{$)/m).filter(Boolean)) {
    const object = JSON.parse(text);
    result.get(object.metadata.name)!.objects.push(object);
  }
  for (const [, path, message] of stderr.matchAll(/(?:error parsing |unable to decode ")(\S+?\.yaml)"?: (.*)/g)) {
    result.get(basename(path, '.yaml'))!.error = message;
  }
  return result;
}
