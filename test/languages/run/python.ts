import { readdirSync } from 'fs';
import { join } from 'path';
import { command, Language } from './language';
import { KERNEL_HOST } from '../kernel';

const STAND_INS = join(__dirname, '..', 'stand-ins', 'python');

export const python: Language = {
  name: 'python',
  target: 'python',
  programs: ['python3', 'pip3'],
  probe: ['pip3', 'download', '--quiet', '--no-deps', '--retries', '0', '--timeout', '10', 'jsii'],
  run(app, built) {
    const wheel = readdirSync(built).find((file) => file.endsWith('.whl'))!;
    command(app, ['python3', '-m', 'venv', '.venv']);
    command(app, ['.venv/bin/pip', 'install', '--quiet', join(built, wheel)]);
    command(app, ['.venv/bin/python', 'main.py']);
  },
  checkTypes(app, sources) {
    command(app, ['python3', 'main.py'], {
      JSII_KERNEL: `${process.execPath} ${KERNEL_HOST}`,
      PYTHONPATH: [STAND_INS, join(sources, 'src')].join(':'),
      PYTHONDONTWRITEBYTECODE: '1',
    });
  },
};
