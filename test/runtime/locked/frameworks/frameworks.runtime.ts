/*
 * Images from the Dockerfiles of ten frameworks start as hardened workloads with `lock` alone. For the others `doctor` prints what is
 * missing.
 */
import { mkdtempSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { parse, parseAllDocuments, stringify } from 'yaml';
import { buildFramework, prepare } from './build';
import { Framework, FRAMEWORKS } from './frameworks';
import { HardeningProps } from '../../../../src';
import { readLock } from '../../../../src/knowledge/image-lock/read-lock';
import { examine } from '../../../../src/tasks/doctor/examine';
import { Registry, requirePrograms } from '../../../commands/cli/lock/registry';
import { failedPod, propsIn } from '../../../tasks/doctor/support';
import { ask } from '../../apps/ask';
import { downAll, play, PlayedContainer } from '../../support/play';
import { podman } from '../../support/podman';
import { lockedObjects, writeLock } from '../workload';

/** Of ten, with `lock` alone. */
const AIM = 9;

/** For packages, base images and ten images, on a busy machine. */
const PATIENCE = 900_000;

/** No framework needs more remedies. */
const MOST_ROUNDS = 5;

let registry: Registry;
let folder: string;
let lock: string;

const imageOf = ({ name }: Framework) => `${registry.host}/frameworks:${name}`;

beforeAll(async () => {
  requirePrograms();
  const context = await prepare();
  registry = await Registry.start();
  folder = mkdtempSync(join(tmpdir(), 'cdk8s-hardened-frameworks-'));
  lock = join(folder, 'images.lock.yaml');
  for (const framework of FRAMEWORKS) {
    const image = imageOf(framework);
    buildFramework(context, framework.name, image);
    podman(['push', '--quiet', '--tls-verify=false', image]);
  }
  // The registry has the layers in another form, and so the images other digests.
  podman(['pull', '--quiet', '--tls-verify=false', ...FRAMEWORKS.map(imageOf)]);
  await writeLock(lock, FRAMEWORKS.map((framework) => workload(framework)), folder);
}, PATIENCE);

afterEach(downAll);

afterAll(async () => {
  FRAMEWORKS.forEach((framework) => podman(['image', 'rm', '--force', imageOf(framework)]));
  rmSync(folder, { recursive: true });
  await registry.stop();
});

/** The workload of a framework: with its image and, if there is a lock file, that. */
function workload(framework: Framework, lockFile?: string, props: HardeningProps = {}): string {
  const objects = lockedObjects({ name: framework.name, container: 'main', image: imageOf(framework) }, lockFile, props);
  // A kubelet gives the name of the pod an address. Without a network podman gives one to this name alone.
  objects[0].spec.template.spec.hostname = 'localhost';
  return objects.map((manifest) => stringify(manifest)).join('---\n');
}

function answers(main: PlayedContainer, { answer, port, request = ['busybox', 'wget', '-q', '-O', '-', `http://127.0.0.1:${port}/`] }: Framework): void {
  ask(main, request, ({ stdout }) => stdout.includes(answer));
}

const alone = FRAMEWORKS.filter(({ lacks }) => lacks === undefined);

test(`at least ${AIM} of 10 start with \`lock\` alone`, () => {
  expect(FRAMEWORKS).toHaveLength(10);
  expect(alone.length).toBeGreaterThanOrEqual(AIM);
});

test.each(alone)('$name answers, with `lock` alone', (framework) => {
  const main = play(workload(framework, lock)).container('main');
  answers(main, framework);
  const { uid } = framework;
  expect(podman(['inspect', '--format', '{{.Config.User}}', main.name]).trim().split(':')[0]).toBe(String(uid));
});

test.each(FRAMEWORKS.filter(({ lacks }) => lacks !== undefined))('$name needs more, and answers with what `doctor` prints', (framework) => {
  const needed: string[] = [];
  const props: HardeningProps[] = [];
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const yaml = workload(framework, lock, { writablePaths: props.flatMap(({ writablePaths = [] }) => writablePaths) });
    const main = play(yaml).container('main');
    if (round > 0 && isUp(main)) {
      answers(main, framework);
      expect(needed).toEqual(framework.needs);
      return;
    }
    expect(main.exitCode()).not.toBe(0);
    const logs = main.logs();
    expect(logs).toContain(round === 0 ? framework.lacks : 'Read-only file system');
    const { diagnoses: [{ causes: [{ cause, found }] }] } = examine([failedPod(logs, { spec: specIn(yaml) })], readLock({ path: lock }));
    const { typescript = '', yaml: pasted = '' } = cause.fix(found);
    expect(parse(pasted)).toMatchObject({ containers: [{ name: 'main', volumeMounts: expect.anything() }], volumes: expect.anything() });
    needed.push(typescript);
    props.push(propsIn(typescript));
    downAll();
  }
  throw new Error(`After ${MOST_ROUNDS} remedies ${framework.name} does not answer.`);
});

/** Whether it still runs after the time in which it ends where something is missing. */
function isUp(main: PlayedContainer): boolean {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 2000);
  return main.isRunning();
}

function specIn(yaml: string): any {
  const objects: any[] = parseAllDocuments(yaml).map((document) => document.toJSON());
  return objects.find(({ kind }) => kind === 'Deployment').spec.template.spec;
}
