import { startsProgram, waitsOnly } from '../../../src/policy/controls/own-commands';
import { containerWith } from '../engine/container';

const exec = (...command: readonly unknown[]) => ({ exec: { command } });
const shell = (text: string) => ['sh', '-c', text];
const WAITING = { command: shell('until nc -z db 5432; do sleep 1; done') };
const ENV = [{ name: 'A', value: '1' }, 'text'];

test.each<[object, boolean]>([
  [WAITING, true],
  [{ command: ['sleep'], args: ['5'] }, true],
  [{ ...WAITING, livenessProbe: { httpGet: { port: 80 } }, readinessProbe: null, startupProbe: {}, lifecycle: null }, true],
  [{ command: shell('sleep $(A)'), env: ENV }, true],
  [{}, false],
  [{ args: ['sleep', '5'] }, false],
  [{ command: [], args: ['sleep', '5'] }, false],
  [{ command: 'sleep', args: ['sleep', '5'] }, false],
  [{ command: ['sleep', 5] }, false],
  [{ command: ['app'] }, false],
  [{ command: ['sleep'], args: ['5'], lifecycle: { preStop: exec('sleep', '1') } }, false],
  ...['livenessProbe', 'readinessProbe', 'startupProbe'].map((probe): [object, boolean] => [{ ...WAITING, [probe]: exec('true') }, false]),
  [{ command: shell('true; $(A)'), env: ENV }, false],
  [{ command: shell('true; $(B)'), env: ENV }, false],
  [{ command: shell('touch /tmp/x') }, false],
  [{ command: shell(`true ${'"$(true '.repeat(20)}`) }, false],
])('the container %j only waits: %p', (fields, expected) => expect(waitsOnly(containerWith(fields))).toBe(expected));

const MOUNTS = { volumeMounts: [{ name: 'a', mountPath: '/a' }, { name: 'b', mountPath: '/b' }] };
const hook = (text: string) => ({ ...MOUNTS, lifecycle: { postStart: exec(...shell(text)) } });

test.each<[object, boolean]>([
  [{}, true],
  [{ args: ['--port', '80'] }, true],
  [{ args: [7, 'sh'] }, true],
  [{ args: shell('sleep 1') }, true],
  [{ args: shell('touch /tmp/x') }, true],
  [{ ...MOUNTS, args: shell('touch /a/x && touch /b/y') }, true],
  [hook('touch /b/x'), true],
  [{ lifecycle: { preStop: exec('app', 'stop'), postStart: { httpGet: { port: 80 } } } }, true],
  [{ command: ['app'] }, false],
  [{ args: shell('touch /etc/x') }, false],
  [{ ...MOUNTS, args: shell('touch /a/x && touch /c/y') }, false],
  [{ ...MOUNTS, args: shell('touch /a/../etc/x') }, false],
  [{ ...MOUNTS, args: shell('touch /a/$X') }, false],
  [{ ...MOUNTS, args: shell('touch a/x') }, false],
  [{ args: ['bash'] }, false],
  [hook('touch /c/x'), false],
  [{ lifecycle: { postStart: exec('app', 'init') } }, false],
])('the container %j starts the program of its image: %p', (fields, expected) => expect(startsProgram(containerWith(fields))).toBe(expected));
