import { foundBehindFrom } from './found';
import { dockerfileSecretCopies } from '../../../src/controls/dockerfile/dockerfile-secret-copies';

const SECRET = '--mount=type=secret,id=x';

test.each([
  [SECRET, 'cp /run/secrets/x /root/.npmrc', '/root/.npmrc'], [SECRET, 'install -m 600 /run/secrets/x /etc/x', '/etc/x'], [SECRET, 'cat /run/secrets/x > /y', '/y'],
  [SECRET, 'cat < /run/secrets/x > /y', '/y'], [SECRET, 'base64 -d /run/secrets/x >> y', 'y'], [SECRET, 'cat /run/secrets/x | base64 -d > /y', '/y'],
  [SECRET, 'cat /run/secrets/x | tee /y', '/y'], [SECRET, 'echo "t=$(cat /run/secrets/x)" > /y', '/y'], [SECRET, 'T=$(cat /run/secrets/x) && echo "$T" > /y', '/y'],
  [SECRET, 'dd if=/run/secrets/x of=/y', '/y'], [SECRET, 'sh -c "cp /run/secrets/x /y"', '/y'], [SECRET, 'cp /run/secrets/x /y && npm ci', '/y'], [SECRET, 'sed s/a/b/ /run/secrets/x > /y', '/y'],
  ['--mount=type=secret,id=x,target=/s', 'cp /s /y', '/y'], ['--mount=type=secret,id=x,dst=s', 'cp /s /y', '/y'], ['--mount=type=secret,src=a/x', 'cp /run/secrets/x /y', '/y'],
  ['--mount=type=secret,id=x,env=T', 'echo "$T" > /y', '/y'], ['--mount=type=secret,id=x,env=T', 'printf %s "${T}" | tee /y', '/y'],
])('refuses RUN %s %s', (mount, command, file) => expect(foundBehindFrom(dockerfileSecretCopies, `RUN ${mount} ${command}`)).toEqual([`2 RUN ${file}`]));

test('refuses it in ONBUILD too', () => expect(foundBehindFrom(dockerfileSecretCopies, `ONBUILD RUN ${SECRET} cp /run/secrets/x /y`)).toEqual(['2 ONBUILD RUN /y']));

test.each([
  [SECRET, 'npm ci --userconfig /run/secrets/x'], [SECRET, 'T=$(cat /run/secrets/x) npm ci'], [SECRET, 'cp /run/secrets/x /y && npm ci && rm -f /y'], [SECRET, 'cp /run/secrets/x . && npm ci; rm x .'],
  [SECRET, 'cat /run/secrets/x > /dev/shm/y'], [SECRET, 'curl -H "$(cat /run/secrets/x)" https://a.example > /y'], [SECRET, 'T=$(cat /run/secrets/x); echo done > /stamp'], [SECRET, 'ln -s /run/secrets/x /root/.npmrc'],
  [`${SECRET} --mount=type=tmpfs,target=/work`, 'cp /run/secrets/x /work/y'], [SECRET, 'cp a /y'], ['--mount=type=cache,target=/run/secrets', 'cp /run/secrets/x /y'], ['--mount=type=secret,id=x,env=T', 'app "$T" > /y'],
  ['--mount=type=secret', 'cp /a /y'], [SECRET, 'cat /run/secrets/x; make; echo $A > /y'],
])('accepts RUN %s %s', (mount, command) => expect(foundBehindFrom(dockerfileSecretCopies, `RUN ${mount} ${command}`)).toEqual([]));

test('accepts it in another stage', () => expect(foundBehindFrom(dockerfileSecretCopies, `RUN ${SECRET} cp /run/secrets/x /y`, 'FROM b:1')).toEqual([]));
