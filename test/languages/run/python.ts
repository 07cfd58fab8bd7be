import { mkdtempSync, readdirSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { command, helmVariables, Language, OFFLINE } from './language';
import { pluginFolder, PLUGIN_VERSION } from '../../commands/plugin/plugin-folder';
import { PYTHON_PACKAGES } from '../../programs/pinned';

const ROOT = join(__dirname, '..', '..', '..');
const TESTS = join(__dirname, '..', 'python');

/** As a user would: a virtual environment, and the packages of PyPI, here of pinned versions. */
export const python: Language = {
  name: 'python',
  target: 'python',
  programs: ['python3'],
  files: /\.(?:py|txt)$/,
  forPlus: (text, version) => text
    .replace(/(?<=from cdk8s_hardened)(?= import)/g, `_plus_${version}`)
    .replaceAll('cdk8s_plus_28', `cdk8s_plus_${version}`),
  install: (app, { packages }, plus) => installPython(app, packages, plus),
  run(app, isOffline = false) {
    command(app, [...isOffline ? OFFLINE : [], '.venv/bin/python', 'main.py']);
  },
  unsafe: (app) => command(app, ['.venv/bin/python', 'unsafe.py']),
  test(app, report, plus) {
    command(app, ['.venv/bin/mypy', '--strict', 'main.py', 'unsafe.py']);
    if (plus === undefined) test(join(app, '.venv/bin/python'), report);
  },
};

/** Makes `.venv` in a folder, with the wheel that was built, and with what its tests need. */
export function installPython(folder: string, built: string, plus?: number): void {
  const wheel = readdirSync(built).find((file) => file.endsWith('.whl') && file.startsWith(`cdk8s_hardened${plus ? `_plus_${plus}` : ''}-`))!;
  const pinned = Object.entries(PYTHON_PACKAGES).filter(([name]) => !plus || !name.startsWith('cdk8s-plus')).map((entry) => entry.join('=='));
  command(folder, ['python3', '-m', 'venv', '.venv']);
  command(folder, ['.venv/bin/python', '-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', join(built, wheel), ...pinned]);
}

/** The tests in Python. */
function test(interpreter: string, report: string): void {
  const folder = mkdtempSync(join(tmpdir(), 'cdk8s-hardened-plugin-'));
  try {
    command(TESTS, [interpreter, '-B', '-m', 'pytest', '-q', '-p', 'no:cacheprovider', `--junitxml=${report}`], {
      ...helmVariables(),
      NODE: process.execPath,
      CDK8S: join(ROOT, 'node_modules', 'cdk8s-cli', 'bin', 'cdk8s'),
      PLUGINS: pluginFolder(folder),
      PLUGIN_VERSION,
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}
