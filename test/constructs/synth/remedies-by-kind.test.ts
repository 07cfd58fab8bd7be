import { readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import { ClassType, loadAssemblyFromPath } from '@jsii/spec';
import { Size } from 'cdk8s';
import { Deployment, ImagePullPolicy, k8s } from 'cdk8s-plus-28';
import { HardenedDeployment, Hardening, HardeningProfile } from '../../../src/index';
import { CATALOG } from '../../../src/policy/controls/catalog';
import { isObjectControl, isPodControl } from '../../../src/policy/controls/control';
import { remedyInCodeOf } from '../../../src/policy/controls/remedy-in-code';
import { container, newChart, synthError } from '../workloads/support';

// A remedy names only what the construct with the finding has.

const OWN_TYPES = /\.(?:HardeningProps|ContainerSettings|\w*Path\w*Options|ProjectedTokenOptions)$/;
const NAMES = { ofPlus: namesIn(join(require.resolve('cdk8s-plus-28/package.json'), '..')), own: namesIn(process.cwd(), OWN_TYPES) };
/** Names of the manifest, too. */
const FIELDS = ['expirationSeconds', 'audience', 'waivers', 'supplementalGroups'];
const OPTIONS = [...NAMES.own].filter((name) => !NAMES.ofPlus.has(name) && !FIELDS.includes(name));
const CLASSES = ['RunAs', 'WritablePath', 'RuntimePreset', 'ServiceAccountToken', 'DockerfileImage'];
const OF_HARDENED_KINDS = new RegExp(`\\b(?:${[...OPTIONS, ...CLASSES].join('|')})\\b`);

/** The pieces of code in a text that name what only hardened kinds have. */
function optionsIn(text: string): readonly string[] {
  return [...text.matchAll(/`([^`]*)`/g)].map(([, code]) => code).filter((code) => OF_HARDENED_KINDS.test(code));
}

type Properties = Pick<ClassType, 'properties'>;

function namesIn(folder: string, types = /(?:)/): ReadonlySet<string> {
  const found = Object.values(loadAssemblyFromPath(folder).types!).filter(({ namespace, fqn }) => namespace !== 'k8s' && types.test(fqn));
  return new Set(found.flatMap((type) => (type as Properties).properties ?? []).map(({ name }) => name));
}

test('the options of hardened kinds are known', () => {
  expect(OPTIONS).toEqual(expect.arrayContaining(['runAs', 'writablePaths', 'imageFacts', 'serviceAccountToken', 'userNamespace', 'takeOwnership', 'seedImage']));
});

test.each(CATALOG.filter((control) => isPodControl(control) || isObjectControl(control)).map((control) => [control.id, control] as const))('the remedy of %s for plain workloads names no option of hardened kinds', (_, { remedy, remedyInCode }) => {
  expect(optionsIn(remedyInCodeOf(remedyInCode, 'plain') ?? remedy)).toEqual([]);
});

const SOURCES = join(__dirname, '../../../src/policy/controls');
const FILES = readdirSync(SOURCES, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts') && !file.startsWith('declarations'));

test.each(FILES)('violations in %s give plain workloads no option of hardened kinds', (file) => {
  const text = readFileSync(join(SOURCES, file), 'utf8');
  const remedies = [...text.matchAll(/\b(?:plain|remedyInCode): (?:'((?:[^'\\]|\\.)*)'|`((?:[^`\\]|\\.)*)`)/g)].map(([, quoted, template]) => quoted ?? template.replace(/\\`/g, '`'));
  expect(remedies.flatMap(optionsIn)).toEqual([]);
});

const IMAGE = 'nginx:1.29';

test('a plain workload under a gate gets advice for its own props', () => {
  const chart = newChart();
  new Deployment(chart, 'web', { containers: [{ image: IMAGE, imagePullPolicy: ImagePullPolicy.ALWAYS, resources: { ephemeralStorage: { limit: Size.gibibytes(1) } } }] });
  Hardening.of(chart).enforce({ profile: HardeningProfile.HARDENED, failOn: 'warning' as never });
  const error = synthError(chart);
  expect(optionsIn(error)).toEqual([]);
  expect(error).toMatch(/image-paths: .*\n +Fix: mount `Volume\.fromEmptyDir` or `Volume\.fromPersistentVolumeClaim` at each path/);
});

test('a workload of the API of Kubernetes under a gate gets advice for its fields', () => {
  const chart = newChart();
  new k8s.KubeDeployment(chart, 'web', {
    spec: {
      selector: { matchLabels: { app: 'web' } },
      template: { metadata: { labels: { app: 'web' } }, spec: { containers: [{ name: 'main', image: IMAGE }] } },
    },
  });
  Hardening.of(chart).enforce({ profile: HardeningProfile.PSS_RESTRICTED });
  expect(synthError(chart)).toContain('Fix: set `runAsNonRoot: true` on the pod, and do not override it in containers.');
});

test('a hardened workload keeps advice for its options', () => {
  const chart = newChart();
  new HardenedDeployment(chart, 'web', { containers: [container({ image: 'redis:8.2' })] });
  expect(Hardening.of(chart).report().findings.map(({ remedy }) => remedy).join('\n'))
    .toContain('or declare `WritablePath.fromPersistentVolumeClaim(\'/data\', claim)`');
});
