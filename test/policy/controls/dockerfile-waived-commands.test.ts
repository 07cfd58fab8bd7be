import { evaluateDockerfile } from '../../../src/policy/engine/evaluate';
import { profileOf } from '../../../src/policy/engine/profile';
import { suggestWaiver } from '../../../src/policy/waivers/suggest';
import { dockerfile } from '../../formats/dockerfile/support';

// A waiver names the least that says what it accepts: no arguments, which can be long, change, and have secrets in them.

function allowed(control: string, ...lines: readonly string[]): readonly (readonly string[] | undefined)[] {
  return evaluateDockerfile(dockerfile('FROM alpine:3.22', ...lines), profileOf('hardened'))
    .filter((finding) => finding.control.id === control).map((finding) => suggestWaiver(finding)?.allow);
}

test.each<[string, string, string[]]>([
  ['dockerfile-insecure-run', 'RUN --security=insecure buildah bud --creds me:hunter2 . && make install', ['--security=insecure buildah, make']],
  ['dockerfile-insecure-run', 'RUN --device=vendor.example/gpu=all nvidia-smi -q && nvidia-smi -L', ['--device=vendor.example/gpu=all nvidia-smi']],
  ['dockerfile-shell-form', 'ENTRYPOINT node server.js --password hunter2', ['node']],
  ['dockerfile-shell-form', 'CMD /app/migrate --all > /tmp/log && /app/server -p 80', ['/app/migrate, /app/server']],
  ['dockerfile-shell-form', 'CMD $PROGRAM --token hunter2', ['$PROGRAM']],
  ['dockerfile-sudo', 'RUN sudo -u app curl -H "Authorization: hunter2" https://example.com', ['sudo']],
  ['dockerfile-sudo', 'RUN apt-get install -y curl sudo=1.9.5', ['sudo']],
  ['dockerfile-sudo', 'SHELL ["sudo", "-E", "bash", "-c"]', ['sudo']],
  ['dockerfile-sudo', 'RUN echo "app ALL=(ALL) NOPASSWD: ALL" > /etc/sudoers.d/app', ['/etc/sudoers.d/app']],
  ['dockerfile-sudo', 'RUN sed -i "s/x/hunter2/" /etc/sudoers', ['/etc/sudoers']],
])('of %s for %s', (control, line, allow) => {
  expect(allowed(control, line)).toContainEqual(allow);
  expect(allowed(control, line).flat().join()).not.toContain('hunter2');
});

test('another program, or another file of rules, is not accepted by it', () => {
  expect(allowed('dockerfile-insecure-run', 'RUN --security=insecure make && curl x')).toEqual([['--security=insecure make, curl']]);
  expect(allowed('dockerfile-sudo', 'RUN touch /etc/sudoers.d/a && cp b /etc/sudoers.d/b')).toEqual([['/etc/sudoers.d/a'], ['/etc/sudoers.d/b']]);
});
