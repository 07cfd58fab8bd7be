import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildPackage, translateExamples } from '../projenrc/package/build';
import { installPython } from '../test/languages/run/python';

const MEASURE = join(__dirname, 'python', 'measure.py');

let interpreter: string | undefined;

/** The command that measures a synthesis in Python, with the package as it is published. The first call builds and installs it. */
export function pythonCommand(kind: string, { workloads }: { readonly workloads: number }): readonly string[] {
  interpreter ??= install();
  return [interpreter, MEASURE, kind, String(workloads)];
}

function install(): string {
  const folder = mkdtempSync(join(tmpdir(), 'cdk8s-hardened-bench-python-'));
  const tablet = join(folder, 'examples.tabl.json');
  translateExamples(tablet);
  const failure = buildPackage('python', folder, tablet);
  if (failure !== undefined) throw new Error(failure);
  installPython(folder, join(folder, 'python'));
  return join(folder, '.venv', 'bin', 'python');
}
