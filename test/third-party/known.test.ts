import { readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import { parseAllDocuments } from 'yaml';
import { LEFT, NEEDS } from './known-left';
import { ContainerView } from '../../src/formats/manifest/pod';
import { podsOf } from '../../src/formats/manifest/workload';
import { knowledgeOf } from '../../src/knowledge/images/knowledge-of';
import { findControl } from '../../src/policy/controls/catalog';
import { isPodControl } from '../../src/policy/controls/control';
import { evaluate } from '../../src/policy/engine/evaluate';
import { profileOf } from '../../src/policy/engine/profile';
import { Finding } from '../../src/tasks/reports/finding';
import { run, Workspace } from '../commands/cli/support';
import { expectGolden } from '../golden-file';
import { failingChecks } from '../pss/reference';

// Workloads in the manner of popular charts, with images that are known: they harden without configuration.

const KNOWN = join(__dirname, 'known');
const files = readdirSync(KNOWN);
const NEEDY = join(__dirname, 'known-needs');

const workspace = new Workspace();
afterAll(() => workspace.remove());

/** The objects of a text of YAML. */
function objectsOf(text: string): any[] {
  return parseAllDocuments(text).map((document) => document.toJSON()).filter((object) => object !== null);
}

/** The template of the pods that an object creates; undefined if it creates none. */
function templateOf({ spec }: any): any {
  return spec?.jobTemplate?.spec.template ?? spec?.template;
}

/** An object without its pods. */
function withoutPods(object: any): any {
  const copy = structuredClone(object);
  const template = templateOf(copy);
  if (template) {
    delete template.spec;
  }
  return copy;
}

const nameOf = (file: string) => file.replace('.yaml', '');

/** The ids of the controls that still find errors with the profile hardened. */
/** What fails hardened kinds, or any other pods. */
function isOfAuthor({ control: id, severity }: Finding): boolean {
  const control = findControl(id)!;
  return isPodControl(control) && (severity === 'error' || control.failsHardenedKinds === true);
}

async function errorsLeft(file: string): Promise<readonly string[]> {
  const { stdout: hardened } = await run(['harden', file, '--profile', 'hardened'], { cwd: KNOWN });
  const { findings } = await workspace.write({ [file]: hardened }).json(file);
  return [...new Set(findings.filter(isOfAuthor).map(({ control }) => control))];
}

function admissionErrors(objects: readonly any[]): readonly unknown[] {
  return objects.filter(templateOf).flatMap((object) => [
    ...evaluate(object, profileOf('pss-restricted')).map(({ control }) => control.id),
    // How the admission controller decides, written down a second time.
    ...failingChecks(structuredClone(templateOf(object)), 'restricted', 'latest'),
  ]);
}

test('there are at least 40 workloads, and every image is known but for those of sidecars', () => {
  const objects = files.flatMap((file) => objectsOf(readFileSync(join(KNOWN, file), 'utf8'))).filter(templateOf);
  const images = objects.flatMap((object) => podsOf(object)[0].containers.map(({ json }) => String(json.image)));
  expect(files.length).toBeGreaterThanOrEqual(40);
  expect(objects.length).toBeGreaterThanOrEqual(files.length);
  expect(images.filter((image) => !knowledgeOf(image))).toEqual([
    'quay.io/prometheuscommunity/postgres-exporter:v0.17.1',
    'quay.io/prometheus-operator/prometheus-config-reloader:v0.85.0',
    'docker.io/oliver006/redis_exporter:v1.74.0',
  ]);
});

describe.each(files)('%s', (file) => {
  const before = readFileSync(join(KNOWN, file), 'utf8');
  let after: string;
  beforeAll(async () => {
    const { status, stdout, stderr } = await run(['harden', file], { cwd: KNOWN });
    // Nothing but hygiene, and what only its author can decide.
    expect([status, stderr.filter((line) => /needs: |^ {2}\d+:\d+: /.test(line))]).toEqual([0, []]);
    after = stdout;
  });

  test('is refused by "restricted" before, and admitted after it was hardened', () => {
    expect(admissionErrors(objectsOf(before))).not.toEqual([]);
    expect(admissionErrors(objectsOf(after))).toEqual([]);
  });

  test('changes in the specs of its pods alone, and only once', async () => {
    expect(objectsOf(after).map(withoutPods)).toEqual(objectsOf(before).map(withoutPods));
    workspace.write({ [file]: after });
    expect((await run(['harden', file], { cwd: workspace.folder })).stdout).toBe(after);
  });

  test('has a uid for every container whose image does not start as the number of a user', () => {
    const containers = objectsOf(after).filter(templateOf).flatMap((object) => podsOf(object)[0].containers);
    const isRefused = (container: ContainerView) => container.effective('runAsUser') === undefined
      && knowledgeOf(String(container.json.image))?.facts.imageUser !== 'numeric';
    expect(containers.filter(isRefused).map(({ name }) => name)).toEqual([]);
  });

  test.each([['', []], ['.hardened', ['--profile', 'hardened']]])('changes%s as the golden file shows', async (suffix, args) => {
    const { stdout, stderr } = await run(['harden', file, '--diff', ...args], { cwd: KNOWN });
    const notes = stderr.filter((line) => !/^(?:To resolve|(?:workloads|waivers|resources|controls):|  - |  [\w-]+: \{)/.test(line)).map((line) => `# ${line}\n`);
    expectGolden(`third-party/known/${nameOf(file)}${suffix}.diff`, [stdout, ...notes].join(''));
  });

  test('has no error with the profile hardened, except those that only its author can settle', async () => {
    const left = await errorsLeft(file);
    const isOfFile = (each: typeof LEFT[number]) => each.files?.includes(nameOf(file)) ?? true;
    const isExpected = (control: string) => LEFT.some((each) => each.control === control && isOfFile(each));
    expect(left.filter((control) => !isExpected(control))).toEqual([]);
  });
});

test('every error of the table is left where it says', async () => {
  const listed = LEFT.flatMap(({ control, files: only = [] }) => only.map((file) => `${file}: ${control}`));
  const left: string[] = [];
  for (const file of files) { // one after the other, since each runs in a directory of its own, which all of the process is in
    left.push(...(await errorsLeft(file)).map((control) => `${nameOf(file)}: ${control}`));
  }
  expect(listed.filter((each) => !left.includes(each))).toEqual([]);
});

describe.each(NEEDS)('$file, which needs a line: $reason', ({ file, needs, lines }) => {
  test('is listed', async () => {
    const { stderr } = await run(['harden', file], { cwd: NEEDY });
    expect(stderr.filter((line) => /needs:/.test(line)).map((line) => line.replace(/^.*needs: /, ''))).toEqual(needs);
  });

  test('has nothing left with the line, and is admitted by "restricted"', async () => {
    workspace.write({ [file]: readFileSync(join(NEEDY, file), 'utf8'), 'settings.yaml': lines });
    const { status, stdout, stderr } = await run(['harden', file, '--config', 'settings.yaml'], { cwd: workspace.folder });
    expect([status, stderr.filter((line) => /needs:|left$/.test(line)), admissionErrors(objectsOf(stdout))]).toEqual([0, [], []]);
  });
});

test('every file that needs a line is in the table', () => {
  expect(readdirSync(NEEDY)).toEqual(NEEDS.map(({ file }) => file).sort());
});
