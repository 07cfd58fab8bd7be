/*
 * Programs that the library does not know start as hardened workloads with `lock` alone, write, and still have what they wrote after they
 * were killed. For the others, this pins the error and what `doctor --lock` prints for it.
 */
import { mkdtempSync, readFileSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { parseAllDocuments, stringify } from 'yaml';
import { buildPrograms, prepare } from './build';
import { FAILURES, UNDIAGNOSED } from './outcomes';
import { UNKNOWN_PROGRAMS, UnknownProgram } from './programs';
import { HardeningProps } from '../../../../src';
import { readLock } from '../../../../src/knowledge/image-lock/read-lock';
import { examine } from '../../../../src/tasks/doctor/examine';
import { Registry, requirePrograms } from '../../../commands/cli/lock/registry';
import { run } from '../../../commands/cli/support';
import { failedPod, propsIn } from '../../../tasks/doctor/support';
import { ask } from '../../apps/ask';
import { isAll } from '../../images/selection';
import { downAll, play, PlayedContainer } from '../../support/play';
import { podman } from '../../support/podman';
import { writeProof } from '../../support/proof';
import { environment } from '../../support/storage';
import { waitFor } from '../../support/wait';
import { lockedObjects, writeLock } from '../workload';

/** For packages, base images and the images of all programs, on a busy machine. */
const PATIENCE = 1_200_000;
const SECONDS_TO_FAIL = 60;

let registry: Registry;
let folder: string;
let lock: string;

const imageOf = ({ name }: UnknownProgram) => `${registry.host}/unknown:${name}`;

interface Row {
  readonly name: string;
  readonly language: string;
  readonly layout: UnknownProgram['layout'];
  readonly dockerfile: string;
  readonly error: string | null;
  readonly printed: readonly string[];
  readonly remains: string | null;
}

const rows = new Map<string, Row>();
/** By program. */
const diagnosed = new Map<string, readonly string[]>();

beforeAll(async () => {
  requirePrograms();
  const context = await prepare();
  registry = await Registry.start();
  folder = mkdtempSync(join(tmpdir(), 'cdk8s-hardened-unknown-'));
  lock = join(folder, 'images.lock.yaml');
  await buildPrograms(context, new Map(UNKNOWN_PROGRAMS.map((program) => [program.name, imageOf(program)])));
  // The registry has the layers in another form, and so the images other digests.
  podman(['pull', '--quiet', '--tls-verify=false', ...UNKNOWN_PROGRAMS.map(imageOf)]);
  await writeLock(lock, UNKNOWN_PROGRAMS.map((program) => workload(program)), folder);
}, PATIENCE);

afterEach(downAll);

afterAll(async () => {
  UNKNOWN_PROGRAMS.forEach((program) => podman(['image', 'rm', '--force', imageOf(program)]));
  rmSync(folder, { recursive: true });
  await registry.stop();
  if (rows.size === UNKNOWN_PROGRAMS.length) {
    writeProof('unknown', UNKNOWN_PROGRAMS.map(({ name }) => rows.get(name)));
  }
});

/** The workload of a program: with its image and, if there is a lock file, that. */
function workload(program: UnknownProgram, lockFile?: string, props: HardeningProps = {}, fields: object = {}): string {
  const { name } = program;
  // Its volumes have the name of the container, which must differ from those of other pods here.
  return lockedObjects({ name, container: name, image: imageOf(program), ...fields }, lockFile, props).map((manifest) => stringify(manifest)).join('---\n');
}

/**
 * Asks a program, lets it write, kills it, and asks again.
 *
 * @returns what it ends with, or its answer to the first request that fails
 */
function trial(main: PlayedContainer, { request, answer, write, read, written }: UnknownProgram): string | undefined {
  const started = waitFor(SECONDS_TO_FAIL, () => main.exec(...request).stdout.includes(answer) ? 'answers' : main.hasFailed() ? 'fails' : undefined,
    () => `${main.name} neither answers nor ends: ${main.logs()}`);
  if (started === 'fails') {
    return main.logs();
  }
  const { stdout, stderr } = main.exec(...write);
  const found = waitForText(main, read, written);
  if (!found) {
    return `${stdout}${stderr}${main.logs()}`;
  }
  const { Pid: first } = main.inspect().State;
  process.kill(first, 'SIGKILL');
  ask(main, request, (heard) => heard.stdout.includes(answer) && main.inspect().State.Pid !== first);
  return waitForText(main, read, written) ? undefined : `after a restart: ${main.logs()}`;
}

/** Some programs write a moment after they have answered. */
function waitForText(main: PlayedContainer, read: readonly string[], written: string): boolean {
  for (let tries = 0; tries < 10; tries++) {
    if (main.exec(...read).stdout.includes(written)) {
      return true;
    }
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 500);
  }
  return false;
}

test('without a lock file none of them starts', () => {
  const started = UNKNOWN_PROGRAMS.map((program) => ({ program, main: play(workload(program)).container(program.name) }));
  const answering = started.filter(({ program: { request, answer }, main }) => waitFor(SECONDS_TO_FAIL,
    () => main.hasFailed() ? 'fails' : main.exec(...request).stdout.includes(answer) ? 'answers' : undefined,
    () => `${main.name} neither answers nor ends: ${main.logs()}`) === 'answers');
  expect(answering.map(({ program: { name } }) => name)).toEqual([]);
});

test.each(UNKNOWN_PROGRAMS)('$name, with `lock` alone', (program) => {
  const { name, language, layout, dockerfile } = program;
  const failure = FAILURES[name];
  const yaml = workload(program, lock);
  const main = play(yaml).container(name);
  const log = trial(main, program);
  if (log === undefined || failure === undefined) {
    expect([name, log]).toEqual([name, undefined]);
    expect(failure).toBeUndefined();
    expect(writableCode(main, program)).toEqual([]);
    rows.set(name, { name, language, layout, dockerfile, error: null, printed: [], remains: null });
    return;
  }
  expect(log).toContain(failure.error);
  downAll();
  const printed = diagnosis(program, log, yaml);
  expect(printed).toEqual(failure.printed);
  if (printed.length > 0) {
    const cured = play(workload(program, lock, propsOf(printed))).container(name);
    const then = trial(cured, program);
    failure.remains === undefined ? expect(then).toBeUndefined() : expect(then).toContain(failure.remains);
    then === undefined && expect(writableCode(cured, program)).toEqual([]);
  }
  rows.set(name, { name, language, layout, dockerfile, error: failure.error, printed, remains: failure.remains ?? null });
});

const OF_CONTAINER = '// of the container: ';

/** The fields of the container in lines that are pasted one after the other. */
function containerOf(printed: readonly string[]): object {
  const lines = printed.filter((line) => line.startsWith(OF_CONTAINER)).map((line) => line.slice(OF_CONTAINER.length).split('   (')[0]);
  return Object.assign({}, ...lines.map((line) => propsIn(line)));
}

/** The options of the workload in lines that are pasted one after the other. */
function propsOf(printed: readonly string[]): HardeningProps {
  const parts = printed.filter((line) => !line.startsWith(OF_CONTAINER)).map((line) => propsIn(line));
  return { ...Object.assign({}, ...parts), writablePaths: parts.flatMap(({ writablePaths = [] }) => writablePaths) };
}

test('the others work after `lock --observe`', async () => {
  const others = UNKNOWN_PROGRAMS.filter(({ name }) => name in FAILURES);
  const observed = join(folder, 'observed.lock.yaml');
  const { status, stdout, stderr } = await run(['lock', '-', '--file', observed, '--observe', '--for', '10s', '--tool', 'skopeo', '--tool-option=--tls-verify=false'], {
    input: others.map((program) => workload(program)).join('---\n'), cwd: folder, env: { ...process.env, ...environment(), XDG_CACHE_HOME: folder },
  });
  expect([status, stdout, stderr.at(-1)]).toEqual([0, expect.any(String), `cdk8s-hardened: observed ${others.length} images: ${others.length} start`]);
  for (const program of others) {
    const main = play(workload(program, observed)).container(program.name);
    expect([program.name, trial(main, program)]).toEqual([program.name, undefined]);
    downAll();
  }
});

/** How often a person pastes what doctor prints, and starts the program again. */
const DIAGNOSES = 4;

/** Each trial takes up to a minute, so that CI has three of them, and `npm run test:runtime:all` has all. */
const SAMPLE = ['rspamd', 'devpi', 'notes-java'];
const TRIED = UNKNOWN_PROGRAMS.filter(({ name }) => isAll() || SAMPLE.includes(name));

test.each(TRIED)('without the lock file, $name works with what `doctor --lock` prints', (program) => {
  const pasted: string[] = [];
  let log: string | undefined;
  for (let count = 0; count < DIAGNOSES; count++) {
    const yaml = workload(program, undefined, propsOf(pasted), containerOf(pasted));
    log = trial(play(yaml).container(program.name), program);
    downAll();
    const printed = log === undefined ? [] : diagnosis(program, log, yaml).filter((line) => isCode(line) && !pasted.includes(line));
    if (printed.length === 0) {
      break;
    }
    pasted.push(...printed);
  }
  const remains = UNDIAGNOSED[program.name];
  expect([pasted, log]).toEqual([expect.anything(), remains && expect.stringContaining(remains)]);
  diagnosed.set(program.name, pasted);
});

/** Whether a person can paste a line as it is: some lines leave a choice. */
function isCode(line: string): boolean {
  return line !== '' && !/(?:\)|args) or [a-z]/.test(line);
}

/** The directories with code that the program can write. */
function writableCode(main: PlayedContainer, { layout: { directories } }: UnknownProgram): readonly string[] {
  const code = Object.keys(directories).filter((path) => directories[path] === 'code');
  const { stdout } = main.exec('sh', '-c', 'for path; do touch "$path/probe" 2> /dev/null && echo "$path"; done; true', 'sh', ...code);
  return stdout.split('\n').filter(Boolean);
}

/** What `doctor --lock` prints for a log, in TypeScript. */
function diagnosis({ name }: UnknownProgram, log: string, yaml: string): readonly string[] {
  const objects: any[] = parseAllDocuments(yaml).map((document) => document.toJSON());
  const { spec } = objects.find(({ kind }) => kind === 'Deployment').spec.template;
  const pod: any = failedPod(log, { spec });
  pod.status.containerStatuses[0].name = name;
  pod.logs = { [name]: log };
  const { diagnoses } = examine([pod], readLock({ path: lock }));
  return diagnoses.flatMap(({ causes }) => causes.slice(0, 1).map(({ cause, found }) => cause.fix(found).typescript ?? ''));
}

test('README.md has the share', () => {
  const working = UNKNOWN_PROGRAMS.length - Object.keys(FAILURES).length;
  expect(readFileSync(join(__dirname, '../../../../README.md'), 'utf8')).toContain(`${working} of ${UNKNOWN_PROGRAMS.length} unknown images`);
});
