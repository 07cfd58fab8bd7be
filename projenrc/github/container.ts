import { github } from 'projen';
import { action } from './actions';
import { DEBIAN, READ, run, RUNNER } from './steps';
import { archiveOf } from '../container/architecture';

const { JobPermission } = github.workflows;
/** Where the image is published. */
const IMAGE = 'ghcr.io/cdk8s-hardened/cdk8s-hardened';
/** A runner for each architecture, so that the image is also tested on its own. */
const RUNNERS = [{ architecture: 'amd64', runner: 'ubuntu-latest' }, { architecture: 'arm64', runner: 'ubuntu-24.04-arm' }];
const ARTIFACT = 'container-';
const FOLDER = 'container';
/** The bills of materials of the images, where they are downloaded. */
export const IMAGE_BILLS = `${FOLDER}/*.cdx.json`;

const TEST = 'npx projen ci:shell npx jest --config test/runtime/jest.config.json test/runtime/container';

/** Builds and tests the image for each architecture. */
export function containerJob(): github.workflows.Job {
  return {
    runsOn: ['${{ matrix.runner }}'],
    permissions: READ,
    timeoutMinutes: 60,
    container: DEBIAN.container,
    strategy: { failFast: false, matrix: { include: RUNNERS } },
    steps: [
      ...DEBIAN.steps,
      run('Install', 'npm ci'),
      run('Build the image', 'npx projen ci:shell npx projen container "$ARCHITECTURE"', { ARCHITECTURE: '${{ matrix.architecture }}' }),
      run('Test the image', TEST, { CONTAINER_ARCHIVE: archiveOf('${{ matrix.architecture }}') }),
      {
        name: 'Keep the image',
        uses: action('actions/upload-artifact'),
        with: { 'name': `${ARTIFACT}\${{ matrix.architecture }}`, 'path': 'dist/container', 'if-no-files-found': 'error' },
      },
    ],
  };
}

/** The images and their bills of materials. */
export const downloadImages: github.workflows.JobStep = {
  name: 'Download the images', uses: action('actions/download-artifact'), with: { 'pattern': `${ARTIFACT}*`, 'path': FOLDER, 'merge-multiple': true },
};

/** One tag for all architectures. podman reads the credentials of cosign. */
const PUBLISH = `printf '%s' "$TOKEN" | cosign login "\${IMAGE%%/*}" --username "$GITHUB_ACTOR" --password-stdin
podman manifest create release
for archive in ${FOLDER}/*.oci.tar; do podman manifest add release "oci-archive:$archive"; done
podman manifest push --all --digestfile digest release "docker://$IMAGE:$VERSION"`;

/** Lines with the architecture and the digest of an image. */
const LIST = String.raw`JSON.parse(require('fs').readFileSync(0, 'utf8')).manifests.map((each) => each.platform.architecture + ' ' + each.digest).join('\n')`;

/** The index and each image in it are signed by digest, as the registry has them, and each image has its bill of materials. */
const SIGN = `set -o pipefail
published="$IMAGE@$(cat digest)"
cosign sign --yes --recursive "$published"
podman manifest inspect "$published" | node -p "${LIST}" | while read -r architecture digest; do
  cosign attest --yes --type cyclonedx --predicate "${FOLDER}/cdk8s-hardened-$architecture.cdx.json" "$IMAGE@$digest" < /dev/null
done`;

/** Publishes the images as one, and signs them by the identity of this workflow: there is no key. */
export function imageJob(version: string): Omit<github.workflows.Job, 'needs'> {
  const env = { IMAGE, VERSION: version };
  return {
    runsOn: RUNNER,
    permissions: { packages: JobPermission.WRITE, idToken: JobPermission.WRITE },
    timeoutMinutes: 30,
    steps: [
      downloadImages,
      { name: 'Install cosign', uses: action('sigstore/cosign-installer') },
      run('Publish the image', PUBLISH, { ...env, TOKEN: '${{ github.token }}' }),
      run('Sign the image', SIGN, env),
    ],
  };
}
