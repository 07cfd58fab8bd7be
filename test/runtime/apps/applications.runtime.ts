/*
 * Real programs under the runtime presets: each is run by the library's construct, under a read-only root and as its preset's user,
 * and answers a request over loopback. Without the preset the same image fails, with the messages that docs/how-to/presets.md knows.
 */
import { App, Chart, Size, Testing } from 'cdk8s';
import { Deployment, ImagePullPolicy, PersistentVolumeAccessMode, PersistentVolumeClaim } from 'cdk8s-plus-28';
import { stringify } from 'yaml';
import { Application, APPLICATIONS, Attempt } from './applications';
import { ask, patternOf } from './ask';
import { buildApplication, buildBase } from './images';
import { HardenedDeployment, WritablePath } from '../../../src';
import { downAll, play, PlayedContainer } from '../support/play';
import { writeProof } from '../support/proof';

/** What docs/explanation/proof.md is made from. */
const rows: object[] = [];

beforeAll(buildBase);

afterEach(downAll);

afterAll(() => writeProof('applications', rows));

describe.each(APPLICATIONS)('$preset.name: $program', (application) => {
  const { preset, program, version, versionCommand, user, writable, request, answer, attempts } = application;
  const passed: string[] = [];
  let image: string;
  beforeAll(() => {
    image = buildApplication(application.image);
  });

  test.each(attempts)('$setting', (attempt) => {
    const main = start(application, image, attempt);
    const { error } = attempt;
    ask(main, request, ({ stdout, output }) => (
      error === undefined ? stdout === answer : stdout !== answer && patternOf(error).test(output)
    ));
    passed.push(attempt.setting);
  });

  test('with the preset', () => {
    const main = start(application, image, { props: { presets: [preset] } });
    ask(main, request, ({ stdout }) => stdout === answer);
    expect(main.exec('sh', '-c', 'id -u; id -g').stdout).toBe(`${user}\n${user}\n`);
    // /run and /var/tmp are there in every image, and podman alone would make them writable.
    const paths = [...new Set(['/', '/run', '/var/tmp', '/home', ...writable])];
    expect(main.exec('sh', '-c', 'for path; do touch "$path/probe" 2> /dev/null && echo "$path"; done; true', 'sh', ...paths).stdout.trim().split('\n'))
      .toEqual(writable);
    const printed = main.exec(...versionCommand.command);
    expect(printed.stdout + printed.stderr).toContain(`${versionCommand.prefix}${version}.`);

    // Volumes outlive a restart of the container, and so do the pid and lock files of one that was killed.
    const { Pid: first } = main.inspect().State;
    process.kill(first, 'SIGKILL');
    ask(main, request, ({ stdout }) => stdout === answer && main.inspect().State.Pid !== first);
    passed.push('the preset');
  });

  // A row for what passed as a whole.
  afterAll(() => {
    if (passed.length === attempts.length + 1) {
      rows.push({
        preset: preset.name,
        program: `${program} ${version}`,
        user,
        answer: answer.trim().split('\n').join(', '),
        attempts: attempts.map(({ setting, error }) => ({ setting, error: error ?? null })),
      });
    }
  });
});

function start({ image: name, claim }: Application, image: string, { props, container }: Omit<Attempt, 'setting'>): PlayedContainer {
  const chart = new Chart(new App(), 'applications', { disableResourceNameHashes: true });
  const common = { metadata: { name }, containers: [{ name: 'main', image, imagePullPolicy: ImagePullPolicy.NEVER, ...container }] };
  props === undefined ? new Deployment(chart, name, common) : new HardenedDeployment(chart, name, {
    ...common,
    ...(claim && {
      writablePaths: [WritablePath.fromPersistentVolumeClaim(claim, new PersistentVolumeClaim(chart, 'data', {
        metadata: { name: `${name}-data` },
        accessModes: [PersistentVolumeAccessMode.READ_WRITE_ONCE],
        storage: Size.gibibytes(1),
      }))],
    }),
    ...props,
  });
  return play(Testing.synth(chart).map((manifest) => stringify(manifest)).join('---\n')).container('main');
}
