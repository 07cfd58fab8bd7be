import { foundBehindFrom } from './found';
import { dockerfileSecretCopies } from '../../../../src/policy/controls/dockerfile/dockerfile-secret-copies';
import { dockerfile } from '../../../formats/dockerfile/support';

const SECRET = '--mount=type=secret,id=x';

test.each([
  [SECRET, 'cp /run/secrets/x /root/.npmrc', '/root/.npmrc'], [SECRET, 'install -m 600 /run/secrets/x /etc/x', '/etc/x'], [SECRET, 'cat /run/secrets/x > /y', '/y'],
  [SECRET, 'cat < /run/secrets/x > /y', '/y'], [SECRET, 'base64 -d /run/secrets/x >> y', 'y'], [SECRET, 'cat /run/secrets/x | base64 -d > /y', '/y'],
  [SECRET, 'cat /run/secrets/x | tee /y', '/y'], [SECRET, 'echo "t=$(cat /run/secrets/x)" > /y', '/y'], [SECRET, 'T=$(cat /run/secrets/x) && echo "$T" > /y', '/y'],
  [SECRET, 'dd if=/run/secrets/x of=/y', '/y'], [SECRET, 'sh -c "cp /run/secrets/x /y"', '/y'], [SECRET, 'cp /run/secrets/x /y && npm ci', '/y'], [SECRET, 'sed s/a/b/ /run/secrets/x > /y', '/y'],
  ['--mount=type=secret,id=x,target=/s', 'cp /s /y', '/y'], ['--mount=type=secret,id=x,dst=s', 'cp /s /y', '/y'], ['--mount=type=secret,src=a/x', 'cp /run/secrets/x /y', '/y'],
  ['--mount=type=secret,id=x,env=T', 'echo "$T" > /y', '/y'], ['--mount=type=secret,id=x,env=T', 'printf %s "${T}" | tee /y', '/y'],
  [SECRET, 'mv /run/secrets/x /y', '/y'], [SECRET, 'rsync /run/secrets/x /y', '/y'], [SECRET, 'scp /run/secrets/x /y', '/y'], [SECRET, 'cp /run/secrets/x /of=y', '/of=y'],
  [SECRET, 'T=$(cat /run/secrets/x) && printf %s "$T" > /y', '/y'], [SECRET, 'cp /run/secrets/x /bin && /bin/rm /z', '/bin'], [SECRET, 'cp /run/secrets/x /y && rm /yy', '/y'],
  ['--mount=type=secret,source=x', 'cp /run/secrets/x /y', '/y'], ['--mount=type=secret,id=x,destination=/s', 'cp /s /y', '/y'], ['--mount=type=secret,id=x,env=T', 'echo "${T%a}" > /y', '/y'],
])('refuses RUN %s %s', (mount, command, file) => {
  expect(dockerfileSecretCopies.checkDockerfile(dockerfile('FROM a:1', `RUN ${mount} ${command}`)))
    .toMatchObject([{ value: 'RUN', detail: expect.stringContaining(` is written to "${file}", `), allowKey: expect.stringMatching(new RegExp(` to ${file}$`)) }]);
});

test.each(['cat', 'tac', 'head', 'tail', 'sed', 'awk', 'grep', 'tr', 'cut', 'sort', 'tee', 'base64', 'jq', 'yq', 'envsubst', 'xxd', 'gunzip'])('refuses what %s prints of it', (tool) => {
  expect(foundBehindFrom(dockerfileSecretCopies, `RUN ${SECRET} ${tool} a < /run/secrets/x > /y`)).toEqual(['2 RUN']);
});

test.each([
  ['target=s', 'cp /w/s /y'], ['target=/s', 'cp /s /y'], ['target=/s', 'cp /s . && rm -rf /var/lib/apt/lists'],
])('refuses RUN --mount=type=secret,id=x,%s %s in a directory', (option, command) => {
  expect(foundBehindFrom(dockerfileSecretCopies, 'WORKDIR /w', `RUN --mount=type=secret,id=x,${option} ${command}`)).toHaveLength(1);
});

test('accepts another file with the name of a secret that is in the directory of WORKDIR', () => {
  expect(foundBehindFrom(dockerfileSecretCopies, 'WORKDIR /w', 'RUN --mount=type=secret,id=x,target=s cp /s /y')).toEqual([]);
});

test('says which secret it is, if it is a file', () => {
  const details = ['id=x', 'id=x,env=T'].flatMap((mount) =>
    dockerfileSecretCopies.checkDockerfile(dockerfile('FROM a:1', `RUN --mount=type=secret,${mount} cat /run/secrets/x "$T" > /y`))).map(({ detail }) => detail);
  expect(details).toEqual(['"/run/secrets/x" is written to "/y", and stays in the image', 'the secret is written to "/y", and stays in the image']);
});

test('refuses it in ONBUILD too', () => expect(foundBehindFrom(dockerfileSecretCopies, `ONBUILD RUN ${SECRET} cp /run/secrets/x /y`)).toEqual(['2 ONBUILD RUN']));

test.each([
  [SECRET, 'npm ci --userconfig /run/secrets/x'], [SECRET, 'T=$(cat /run/secrets/x) npm ci'], [SECRET, 'cp /run/secrets/x /y && npm ci && rm -f /y'], [SECRET, 'cp /run/secrets/x . && npm ci; rm x .'],
  [SECRET, 'cat /run/secrets/x > /dev/shm/y'], [SECRET, 'curl -H "$(cat /run/secrets/x)" https://a.example > /y'], [SECRET, 'T=$(cat /run/secrets/x); echo done > /stamp'], [SECRET, 'ln -s /run/secrets/x /root/.npmrc'],
  [`${SECRET} --mount=type=tmpfs,target=/work`, 'cp /run/secrets/x /work/y'], [SECRET, 'cp a /y'], ['--mount=type=cache,target=/run/secrets', 'cp /run/secrets/x /y'], ['--mount=type=secret,id=x,env=T', 'app "$T" > /y'],
  ['--mount=type=secret', 'cp /a /y'], [SECRET, 'cat /run/secrets/x; make; echo $A > /y'],
  [SECRET, 'cat a > /y'], [SECRET, 'cp /run/secrets/x /a/y && rm -r /a'], [SECRET, 'cp /run/secrets/x /a && rm /a/x'], [SECRET, 'cp /run/secrets/x /y && shred -u /y'],
  [SECRET, 'cp /run/secrets/x /y && unlink /y'], ['--mount=type=secret,id=x,env=T', 'echo a > /y'], ['--mount=type=secret,id=x,env=T', 'echo $TMP ${TMP} > /y'],
  ['--mount=type=secret,id=x,env=T', 'cp /run/secrets/x /y'], ['--mount=type=secret,id=x,target=s', 'cp /a /y'], ['--mount=type=secret,id=x,target=/s', 'cat /s | base64 > /s'],
])('accepts RUN %s %s', (mount, command) => expect(foundBehindFrom(dockerfileSecretCopies, `RUN ${mount} ${command}`)).toEqual([]));

test('accepts it in another stage', () => expect(foundBehindFrom(dockerfileSecretCopies, `RUN ${SECRET} cp /run/secrets/x /y`, 'FROM b:1')).toEqual([]));
