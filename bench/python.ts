import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { Command } from './commands';
import { buildPackage, translateExamples } from '../projenrc/package/build';
import { installPython } from '../test/languages/run/python';

const MEASURE = join(__dirname, 'python', 'measure.py');

let interpreter: string | undefined;

/** The command that measures a synthesis in Python, with the package as it is published. The first call builds and installs it. */
export function pythonCommand(kind: string, { workloads }: { readonly workloads: number }, node: string): Command {
  interpreter ??= install();
  const PATH = [dirname(node), process.env.PATH].join(delimiter);
  return { program: interpreter, args: [MEASURE, kind, String(workloads)], cwd: __dirname, env: { ...process.env, PATH } };
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
