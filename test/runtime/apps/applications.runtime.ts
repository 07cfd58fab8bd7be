/*
 * Real programs under the runtime presets: each is run by the library's construct, under a read-only root and as its preset's user,
 * and answers a request over loopback. Without the preset the same image fails.
 */
import { mkdirSync, writeFileSync } from 'fs';
import { App, Chart, Size, Testing } from 'cdk8s';
import { ImagePullPolicy, PersistentVolumeAccessMode, PersistentVolumeClaim } from 'cdk8s-plus-28';
import { stringify } from 'yaml';
import { Application, APPLICATIONS, NOT_VERIFIED } from './applications';
import { buildApplication, buildBase } from './images';
import { HardenedDeployment, HardeningProps, WritablePath } from '../../../src';
import { downAll, play, PlayedContainer } from '../support/play';

const PROOF = 'test-reports/proof';
const PATIENCE_SECONDS = 60;

/** What docs/proof.md is made from. */
const rows: object[] = [];

beforeAll(buildBase);

afterEach(downAll);

afterAll(() => {
  const missing = NOT_VERIFIED.map(({ name }) => ({ preset: name, verified: false }));
  mkdirSync(PROOF, { recursive: true });
  writeFileSync(`${PROOF}/applications.json`, `${JSON.stringify([...rows, ...missing], undefined, 2)}\n`);
});

describe.each(APPLICATIONS)('$preset.name: $program', (application) => {
  const { preset, program, version, versionCommand, user, writable, request, answer, attempts } = application;
  const passed: string[] = [];
  let image: string;
  beforeAll(() => {
    image = buildApplication(application.image);
  });

  test.each(attempts)('$setting', (attempt) => {
    const main = start(application, image, attempt.props);
    const { error } = attempt;
    waitFor(main, request, ({ stdout, said }) => error === undefined ? stdout === answer : stdout !== answer && said.includes(error));
    passed.push(attempt.setting);
  });

  test('with the preset', () => {
    const main = start(application, image, { runtimes: [preset] });
    const answers = () => waitFor(main, request, ({ stdout }) => stdout === answer);
    answers();
    expect(main.exec('sh', '-c', 'id -u; id -g').stdout).toBe(`${user}\n${user}\n`);
    // /run and /var/tmp are there in every image, and podman alone would make them writable.
    const paths = ['/', '/run', '/var/tmp', '/home', ...writable];
    expect(main.exec('sh', '-c', 'for path; do touch "$path/probe" 2> /dev/null && echo "$path"; done; true', 'sh', ...paths).stdout.trim().split('\n'))
      .toEqual(writable);
    const { stdout, stderr } = main.exec(...versionCommand.command);
    expect(stdout + stderr).toContain(`${versionCommand.prefix}${version}.`);

    // Volumes outlive a restart of the container, and so do the pid and lock files of one that was killed.
    const { Pid: first } = main.inspect().State;
    process.kill(first, 'SIGKILL');
    waitFor(main, ['true'], () => ![0, first].includes(main.inspect().State.Pid));
    answers();
    passed.push('the preset');
  });

  // A row for what passed as a whole.
  afterAll(() => {
    if (passed.length === attempts.length + 1) {
      rows.push({
        preset: preset.name,
        verified: true,
        program: `${program} ${version}`,
        user,
        answer: answer.trim(),
        attempts: attempts.map(({ setting, error }) => ({ setting, error: error ?? null })),
      });
    }
  });
});

function start({ image: name, claim }: Application, image: string, props: HardeningProps): PlayedContainer {
  const chart = new Chart(new App(), 'applications', { disableResourceNameHashes: true });
  new HardenedDeployment(chart, name, {
    metadata: { name },
    containers: [{ name: 'main', image, imagePullPolicy: ImagePullPolicy.NEVER }],
    ...(claim && {
      writablePaths: [WritablePath.persistent(claim, new PersistentVolumeClaim(chart, 'data', {
        metadata: { name: `${name}-data` },
        accessModes: [PersistentVolumeAccessMode.READ_WRITE_ONCE],
        storage: Size.gibibytes(1),
      }))],
    }),
    ...props,
  });
  return play(Testing.synth(chart).map((manifest) => stringify(manifest)).join('---\n')).container('main');
}

interface Heard {
  readonly stdout: string;
  /** All that the client and the container have printed. */
  readonly said: string;
}

/**
 * Asks until it is answered as wanted.
 *
 * @throws where it never is; the message is all that was said last
 */
function waitFor(container: PlayedContainer, request: readonly string[], isWanted: (last: Heard) => boolean): void {
  const until = Date.now() + PATIENCE_SECONDS * 1000;
  for (;;) {
    const { stdout, stderr } = container.exec(...request);
    const said = `${stdout}${stderr}${container.logs()}`;
    if (isWanted({ stdout, said })) {
      return;
    }
    if (Date.now() > until) {
      throw new Error(`${container.name} has not done what it should in ${PATIENCE_SECONDS} seconds. Client and container say: ${said}`);
    }
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 300);
  }
}
