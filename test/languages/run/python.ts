import { mkdtempSync, readdirSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { command, Language } from './language';
import { pluginFolder, PLUGIN_VERSION } from '../../commands/plugin/plugin-folder';
import { helm } from '../../programs/kubernetes';
import { PYTHON_PACKAGES } from '../../programs/pinned';

const ROOT = join(__dirname, '..', '..', '..');
const TESTS = join(__dirname, '..', 'python');

/** As a user would: a virtual environment, and the packages of PyPI, here of pinned versions. */
export const python: Language = {
  name: 'python',
  target: 'python',
  runsInCi: true,
  programs: ['python3'],
  probe: ['python3', '-m', 'pip', 'download', '--quiet', '--no-deps', '--retries', '0', '--timeout', '10', `jsii==${PYTHON_PACKAGES.jsii}`],
  run(app, built) {
    installPython(app, built);
    command(app, ['.venv/bin/python', 'main.py']);
    command(app, ['.venv/bin/mypy', '--strict', 'main.py', 'unsafe.py']);
    test(join(app, '.venv/bin/python'));
  },
};

/** Makes `.venv` in a folder, with the wheel that was built, and with what its tests need. */
export function installPython(folder: string, built: string): void {
  const wheel = readdirSync(built).find((file) => file.endsWith('.whl'))!;
  const pinned = Object.entries(PYTHON_PACKAGES).map((entry) => entry.join('=='));
  command(folder, ['python3', '-m', 'venv', '.venv']);
  command(folder, ['.venv/bin/python', '-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', join(built, wheel), ...pinned]);
}

/** The tests in Python. */
function test(interpreter: string): void {
  const folder = mkdtempSync(join(tmpdir(), 'cdk8s-hardened-plugin-'));
  try {
    command(TESTS, [interpreter, '-B', '-m', 'pytest', '-q', '-p', 'no:cacheprovider', `--junitxml=${join(ROOT, 'test-reports', 'python-junit.xml')}`], {
      HELM: helm(3),
      HELM_CHART: join(ROOT, 'test', 'integrations', 'chart'),
      NODE: process.execPath,
      CDK8S: join(ROOT, 'node_modules', 'cdk8s-cli', 'bin', 'cdk8s'),
      PLUGINS: pluginFolder(folder),
      PLUGIN_VERSION,
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}
