/*
 * From failed to started, by the output of `doctor` alone: real programs run without what they need, and what it prints for their logs
 * is added to the props, until they answer.
 */
import { App, Chart, Size, Testing } from 'cdk8s';
import { ContainerProps, ImagePullPolicy, PersistentVolumeAccessMode, PersistentVolumeClaim } from 'cdk8s-plus-28';
import { stringify } from 'yaml';
import { APPLICATIONS, Attempt } from './applications';
import { buildApplication, buildBase } from './images';
import { HardenedDeployment, HardeningProps, WritablePath } from '../../../src';
import { examine } from '../../../src/tasks/doctor/examine';
import { failedPod, propsIn } from '../../tasks/doctor/support';
import { downAll, play } from '../support/play';
import { waitFor } from '../support/wait';

beforeAll(buildBase);

afterEach(downAll);

/** No program needs more remedies. */
const MOST_ROUNDS = 4;
const PATIENCE_SECONDS = 60;
const PORT_80 = 'with the preset, on port 80';
const NOTHING = { props: {} };

const applicationOf = (name: string) => APPLICATIONS.find(({ image }) => image === name)!;

test.each<[program: string, causes: readonly string[], attempt: Omit<Attempt, 'setting'>]>([
  ['nginx', ['read-only-file-system'], NOTHING],
  ['nginx', ['low-port'], applicationOf('nginx').attempts.find(({ setting }) => setting === PORT_80)!],
  ['node', ['home-not-writable'], NOTHING],
  ['redis', ['read-only-file-system'], NOTHING],
  ['postgres', ['data-directory'], NOTHING],
])('%s: %j', (name, causes, attempt) => {
  const application = applicationOf(name);
  const image = buildApplication(name);
  const props: HardeningProps[] = [attempt.props ?? {}];
  const container: Partial<ContainerProps>[] = [attempt.container ?? {}];
  const found: string[] = [];

  for (let round = 0; round < MOST_ROUNDS; round++) {
    const manifest = manifestOf(name, image, merged(props), Object.assign({}, ...container), application.claim);
    const main = play(manifest.yaml).container('main');
    const remedy = waitFor(PATIENCE_SECONDS, () => {
      if (main.exec(...application.request).stdout === application.answer) {
        return 'none';
      }
      const { diagnoses } = examine([failedPod(main.logs(), { spec: manifest.spec })]);
      return diagnoses[0]?.causes[0];
    }, () => `doctor does not know what is wrong: ${main.logs()}`);
    downAll();
    if (remedy === 'none') {
      expect(found).toEqual(causes);
      return;
    }
    found.push(remedy.cause.id);
    const { typescript = '' } = remedy.cause.fix(remedy.found);
    const inContainer = /^\/\/ of the container: ([^]*?)(?: {3}\(.*)?$/.exec(typescript)?.[1];
    (inContainer === undefined ? props : container).push(propsIn(inContainer ?? typescript));
  }
  throw new Error(`After ${MOST_ROUNDS} remedies it does not answer: ${found.join(', ')}`);
});

/** Lists of each are joined, as an author does who adds a line. */
function merged(all: readonly HardeningProps[]): HardeningProps {
  const lists = {
    presets: all.flatMap(({ presets = [] }) => presets),
    writablePaths: all.flatMap(({ writablePaths = [] }) => writablePaths),
  };
  return Object.assign({}, ...all, lists);
}

function manifestOf(
  name: string, image: string, { writablePaths = [], ...props }: HardeningProps, container: Partial<ContainerProps>, claim?: string,
) {
  const chart = new Chart(new App(), 'doctor', { disableResourceNameHashes: true });
  const data = claim === undefined ? [] : [WritablePath.fromPersistentVolumeClaim(claim, new PersistentVolumeClaim(chart, 'data', {
    metadata: { name: `${name}-data` },
    accessModes: [PersistentVolumeAccessMode.READ_WRITE_ONCE],
    storage: Size.gibibytes(1),
  }))];
  new HardenedDeployment(chart, name, {
    metadata: { name },
    containers: [{ name: 'main', image, imagePullPolicy: ImagePullPolicy.NEVER, ...container }],
    writablePaths: [...data, ...writablePaths],
    ...props,
  });
  const objects = Testing.synth(chart);
  const { spec } = objects.find(({ kind }) => kind === 'Deployment').spec.template;
  return { yaml: objects.map((object) => stringify(object)).join('---\n'), spec };
}
