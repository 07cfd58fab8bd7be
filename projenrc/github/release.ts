import { github } from 'projen';
import { action } from './actions';
import { containerJob, downloadImages, IMAGE_BILLS, imageJob } from './container';
import { addWorkflow, checkout, CURRENT_NODE, inDebian, installed, READ, run, RUNNER, setupNode } from './steps';

const { JobPermission } = github.workflows;
const ARTIFACT = 'dist';
/** What uploads to the registries. It skips what is there already, so a release that failed halfway can be run again. */
const PUBLIB = 'publib@0.2.1061';
const TRUSTED = { contents: JobPermission.READ, idToken: JobPermission.WRITE };

interface Registry {
  /** The program of publib, and the folder in `dist`. */
  readonly program: string;
  readonly folder: string;
  /** Whether the registry trusts this workflow by its OpenID Connect token, and needs no secret. */
  readonly isTrusted?: boolean;
  readonly env: Record<string, string>;
}

const REGISTRIES: Readonly<Record<string, Registry>> = {
  npm: { program: 'publib-npm', folder: 'js', isTrusted: true, env: { NPM_TRUSTED_PUBLISHER: 'true', NPM_CONFIG_PROVENANCE: 'true' } },
  pypi: { program: 'publib-pypi', folder: 'python', isTrusted: true, env: { PYPI_TRUSTED_PUBLISHER: 'true' } },
  nuget: {
    program: 'publib-nuget', folder: 'dotnet', isTrusted: true, env: { NUGET_TRUSTED_PUBLISHER: 'true', NUGET_USERNAME: '${{ secrets.NUGET_USERNAME }}' },
  },
  maven: {
    program: 'publib-maven',
    folder: 'java',
    env: {
      MAVEN_SERVER_ID: 'central-ossrh',
      MAVEN_USERNAME: '${{ secrets.MAVEN_USERNAME }}',
      MAVEN_PASSWORD: '${{ secrets.MAVEN_PASSWORD }}',
      MAVEN_GPG_PRIVATE_KEY: '${{ secrets.MAVEN_GPG_PRIVATE_KEY }}',
      MAVEN_GPG_PRIVATE_KEY_PASSPHRASE: '${{ secrets.MAVEN_GPG_PRIVATE_KEY_PASSPHRASE }}',
    },
  },
  go: {
    program: 'publib-golang',
    folder: 'go',
    env: {
      GITHUB_TOKEN: '${{ secrets.GO_GITHUB_TOKEN }}',
      GIT_USER_NAME: 'github-actions[bot]',
      GIT_USER_EMAIL: '41898282+github-actions[bot]@users.noreply.github.com',
    },
  },
};

const TARBALL = 'dist/js/*.tgz';
/** With its bill of materials. */
const EXTENSION = 'dist/vscode/*';
const BILL = 'dist/sbom.cdx.json';
/** Files that users get as they are: nuget.org adds a signature to its packages, and Go reads a repository. */
const ATTESTED = [TARBALL, 'dist/python/*', 'dist/java/**/*.jar', EXTENSION, BILL];

const attest = (name: string, inputs: Record<string, string>) => ({ name, uses: action('actions/attest'), with: inputs });

const download = { name: 'Download what was built', uses: action('actions/download-artifact'), with: { name: ARTIFACT, path: 'dist' } };

function publish({ program, folder, isTrusted, env }: Registry): github.workflows.Job {
  return {
    needs: ['build'],
    runsOn: RUNNER,
    environment: 'release',
    permissions: isTrusted ? TRUSTED : {},
    timeoutMinutes: 30,
    steps: [setupNode(CURRENT_NODE), download, run('Publish', `npx --yes --package ${PUBLIB} ${program} dist/${folder}`, env)],
  };
}

/**
 * Says whether this push changed the version of package.json to one that has no tag. A later push does not go on with a release that
 * failed halfway: its registries would get different contents of one version.
 */
const UNRELEASED = `version=$(node -p "require('./package.json').version")
before=$(git show "$BEFORE:package.json" | node -p "JSON.parse(require('fs').readFileSync(0, 'utf8')).version")
if [ "$version" = "$before" ] || git rev-parse --quiet --verify "refs/tags/v$version" > /dev/null; then unreleased=false; else unreleased=true; fi
echo "version=$version" >> "$GITHUB_OUTPUT"
echo "unreleased=$unreleased" >> "$GITHUB_OUTPUT"`;

/** Releases a version as soon as main has it: the pull request that `npm run release:prepare` makes is the decision. */
export function addReleaseWorkflow(hub: github.GitHub): void {
  const workflow = addWorkflow(hub, 'release', { limitConcurrency: true, concurrencyOptions: { cancelInProgress: false } });
  workflow.on({ push: { branches: ['main'] } });
  inDebian(workflow, 'container');
  workflow.addJobs({
    version: {
      if: "github.repository == 'cdk8s-hardened/cdk8s-hardened'", // no fork
      runsOn: RUNNER,
      permissions: READ,
      timeoutMinutes: 10,
      outputs: { version: { stepId: 'version', outputName: 'version' }, unreleased: { stepId: 'version', outputName: 'unreleased' } },
      steps: [
        checkout({ 'fetch-depth': 0 }),
        { ...run('Compare the version with the one before, and with the tags', UNRELEASED, { BEFORE: '${{ github.event.before }}' }), id: 'version' },
      ],
    },
    full: {
      needs: ['version'],
      if: "needs.version.outputs.unreleased == 'true'",
      permissions: READ,
      uses: './.github/workflows/full.yml',
    },
    build: {
      needs: ['version', 'full'],
      if: "needs.version.outputs.unreleased == 'true'",
      runsOn: RUNNER,
      permissions: READ,
      timeoutMinutes: 60,
      steps: [
        ...installed(CURRENT_NODE),
        run('Test', 'npm test'),
        run('The full tests passed recently', 'npx projen ci:full-age'),
        run('Build', 'npm run release:build -- --all'),
        run('Pack the extension of VS Code', 'npx projen vscode'),
        { name: 'Keep what was built', uses: action('actions/upload-artifact'), with: { 'name': ARTIFACT, 'path': 'dist', 'if-no-files-found': 'error' } },
      ],
    },
    container: { needs: ['version', 'full'], if: "needs.version.outputs.unreleased == 'true'", ...containerJob() },
    ...Object.fromEntries(Object.entries(REGISTRIES).map(([name, registry]) => [name, publish(registry)])),
    image: { needs: ['version', 'build', 'container'], environment: 'release', ...imageJob('${{ needs.version.outputs.version }}') },
    github: {
      needs: ['version', 'build', 'image', ...Object.keys(REGISTRIES)],
      runsOn: RUNNER,
      environment: 'release',
      permissions: { contents: JobPermission.WRITE, idToken: JobPermission.WRITE, attestations: JobPermission.WRITE },
      timeoutMinutes: 10,
      steps: [
        download,
        downloadImages,
        attest('Attest where each file comes from', { 'subject-path': [...ATTESTED, IMAGE_BILLS].join('\n') }),
        attest('Attest what the npm package has in it', { 'subject-path': TARBALL, 'sbom-path': BILL }),
        run(
          'Tag and release',
          'gh release create "v$VERSION" --repo "$GITHUB_REPOSITORY" --target "$GITHUB_SHA" --title "v$VERSION" --notes-file dist/changelog.md '
            + [TARBALL, EXTENSION, BILL, IMAGE_BILLS].join(' '),
          { GH_TOKEN: '${{ github.token }}', VERSION: '${{ needs.version.outputs.version }}' },
        ),
      ],
    },
  });
}
