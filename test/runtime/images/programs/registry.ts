import { createHash } from 'crypto';
import { containerfile, file, ImageProgram, install, shell } from '../image-program';

const DIGEST = `sha256:${createHash('sha256').update('value').digest('hex')}`;
const BLOBS = 'http://127.0.0.1:5000/v2/app/blobs';

export const REGISTRY: ImageProgram = {
  image: 'docker.io/library/registry:2.8',
  program: 'Docker Registry',
  version: '2.8',
  versionCommand: { command: ['registry', '--version'], prefix: 'registry github.com/docker/distribution ' },
  containerfile: containerfile(
    install('docker-registry', 'curl'),
    'RUN ln -s /usr/bin/docker-registry /bin/registry || true',
    file('/etc/docker/registry/config.yml', `version: 0.1
storage: { filesystem: { rootdirectory: /var/lib/registry } }
http: { addr: ":5000" }`),
    'RUN rm -rf /var/lib/docker-registry && mkdir -p /var/lib/registry',
    'ENTRYPOINT ["registry"]',
    'CMD ["serve", "/etc/docker/registry/config.yml"]',
  ),
  request: shell(`place=$(curl -s -i -X POST ${BLOBS}/uploads/ | tee /dev/stderr | tr -d '\\r' | sed -n 's/^Location: //p')
    curl -s -X PUT --data-binary value -H 'Content-Type: application/octet-stream' "$place&digest=${DIGEST}"; curl -s ${BLOBS}/${DIGEST}`),
  answer: 'value',
  kept: { request: ['curl', '-s', `${BLOBS}/${DIGEST}`], answer: 'value' },
  without: 'mkdir /var/lib/registry/docker: read-only file system',
};
