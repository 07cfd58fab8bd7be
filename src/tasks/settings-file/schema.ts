import { IMAGES, MIRRORS } from './images-schema';
import { example, listSchema, objectSchema, text } from './schema-parts';
import { CONTROL_ID, WAIVER } from './waiver-schema';
import { REGISTRY_HOST } from '../../formats/manifest/image';
import { MAX_ID } from '../../formats/manifest/schema/shape';
import { CATALOG } from '../../policy/controls/catalog';
import { isPodControl, LEVELS } from '../../policy/controls/control';
import { RESOURCES } from '../../policy/settings/choices';
import { IMAGE_FACTS, UNKNOWN_USER_MODES } from '../../policy/settings/image-modes';
import { PLATFORMS } from '../../policy/settings/target';
import { FAIL_ON } from '../reports/fail-on';
import { FORMAT_NAMES } from '../reports/formats/names';

const id = (description: string) => ({ type: 'integer', minimum: 1, maximum: MAX_ID, description });

const names = (description: string) => listSchema({ type: 'string' }, description);

const controlIds = (description: string) => listSchema({ $ref: '#/definitions/podControl' }, description);

const RUN_AS = {
  description: 'User of the containers whose manifest states none: a uid, or an object.',
  oneOf: [
    id('Uid. The gid and the fsGroup are the same number.'),
    objectSchema({
      user: id('Uid.'),
      group: id('Gid; the uid if absent.'),
      fsGroup: id('Group that owns the volumes of the pod; the gid if absent.'),
    }, 'Uid, gid and fsGroup.', { required: ['user'] }),
  ],
};

const WRITABLE_PATHS = listSchema({
  oneOf: [
    text('Absolute path in the container.', { pattern: '^/' }),
    objectSchema({
      path: text('Absolute path in the container.', { pattern: '^/' }),
      sizeLimit: text('How much may be written there, as a Kubernetes quantity.', { default: '1Gi', examples: ['200Mi'] }),
      medium: { enum: ['Memory'], description: 'Memory keeps it in memory; by default it is on disk.' },
      fromImage: { type: 'boolean', default: false, description: 'Copy the files of the image there before the container starts.' },
    }, 'A path with options.', { required: ['path'] }),
  ],
}, 'Paths that become emptyDirs, which the application may write under a read-only root filesystem.');

const AMOUNTS = objectSchema(
  Object.fromEntries(RESOURCES.map((resource) => [resource, text(`A Kubernetes quantity of ${resource}, in quotes if it is a number.`)])),
  'Amounts by resource.',
);

/** The value that YAML 1.1 reads for `off` without quotes. */
const UNQUOTED_OFF = false;

const OFF_IS_FALSE = 'Without quotes some readers take off for false, which means the same.';

/** Settings for all workloads, and for some. */
const CHOICES = {
  profile: {
    enum: [...LEVELS],
    description: 'The set of controls that `audit` and `harden` report (default: hardened) and that `harden` fills in (default: '
      + 'pss-restricted, because the other controls need knowledge about the application).',
  },
  overrideUnsafe: {
    type: 'boolean',
    default: false,
    description: 'Replace unsafe values of the author. Each change is listed with the previous value.',
  },
  unknownUser: {
    enum: [...UNKNOWN_USER_MODES],
    default: 'fill',
    description: 'How to handle an image whose user is unknown. fill: set runAsNonRoot, '
      + 'and list the image. skip: do not change the workload.',
  },
  secretsAsFiles: {
    type: 'boolean',
    default: false,
    description: 'Mount Secrets as files instead of variables, for images that are known to '
      + 'read them: docs/reference/images.md lists the variables.',
  },
  imageFacts: {
    enum: [...IMAGE_FACTS, UNQUOTED_OFF],
    default: 'fill',
    description: 'How to use the facts about images in docs/reference/images.md. fill: give containers the user of their image and, with '
      + 'the profile hardened, also its writable paths and variables. hint: change nothing, but '
      + 'report settings that contradict the image. off: do not use them. '
      + OFF_IS_FALSE,
  },
  only: example(['allow-privilege-escalation'], controlIds('Controls that may change something; all by default.')),
  keep: example(['seccomp-profile-restricted'], controlIds('Controls that change nothing.')),
  runAs: example({ user: 999, group: 999, fsGroup: 999 }, RUN_AS),
  writablePaths: example(['/run/postgresql', { path: '/cache', sizeLimit: '200Mi' }], WRITABLE_PATHS),
  environment: example({ HOME: '/tmp' }, {
    type: 'object',
    additionalProperties: { type: 'string' },
    description: 'Environment variables of containers whose author does not set them.',
  }),
  resources: example({ requests: { cpu: '100m', memory: '128Mi' }, limits: { cpu: '1', memory: '1Gi' } }, objectSchema({
    requests: AMOUNTS,
    limits: AMOUNTS,
  }, 'Requests and limits for containers that do not set them. A limit is never below the request of the author.')),
  presets: listSchema(
    text('An image of docs/reference/images.md, or a constant of RuntimePreset in lower case.', { examples: ['postgres:18', 'python'] }),
    'Programs in your own images. The containers get the user, the writable paths and the '
      + 'variables that these programs need. Other fields override them.',
  ),
};

const CONTROL = objectSchema({
  severity: { enum: ['error', 'warning', 'off', UNQUOTED_OFF], description: `off: the control is not evaluated. ${OFF_IS_FALSE}` },
  reason: text('Why, in at least three words.'),
}, 'How a control is treated.', { required: ['severity', 'reason'] });

/** Settings for all files, and for some. */
const SCOPE = {
  platform: { enum: [...PLATFORMS], default: 'kubernetes', description: 'Platform that the manifests target.' },
  kubernetesVersion: text('Kubernetes version that the manifests target, in quotes: 1.23 or a newer one.', {
    default: 'latest',
    examples: ['1.33'],
  }),
  allowedRegistries: example(['registry.example.com/shop', 'docker.io/library'], listSchema(
    text(
      'A registry, or a part of it. Images without a registry are of docker.io, official ones of docker.io/library.',
      { pattern: REGISTRY_HOST },
    ),
    'Registries that images may come from. The control image-registry finds others.',
  )),
  controls: example({ 'cpu-resources': { severity: 'off', reason: 'CPU limits throttle our services' } }, {
    type: 'object',
    // Not a property each: their validator would take half a second to compile.
    propertyNames: { $ref: '#/definitions/controlId' },
    additionalProperties: CONTROL,
    description: 'Severities that differ from docs/reference/controls.md, by control. '
      + 'Severities of the Pod Security Standards cannot change.',
  }),
  ...CHOICES,
};

const GLOBS = 'Globs relative to the folder of this file. Without a / they match at any depth; a folder matches all that is in it. `*`, '
  + '`?`, `[a-c]` and `{a,b}` match within a name, and `**` matches any number of folders.';

const REPORT = objectSchema({
  format: { enum: [...FORMAT_NAMES], description: 'Format of the report.' },
  path: text('File of the report, relative to the folder of this file.'),
}, 'A report.', { required: ['format', 'path'] });

const RENDER = objectSchema({
  chart: text('Folder of the chart, relative to the folder of this file.', { examples: ['charts/web'] }),
  values: example(['prod.yaml'], names('Values files in the folder of this file or below, relative to it. The last one wins.')),
  set: example(['image.tag=2'], names('Values as `helm template --set` takes them. They override the files.')),
  release: text('Name of the release; the name of the chart if absent.', { examples: ['web'] }),
  namespace: text('Namespace of the release.', { default: 'default', examples: ['shop'] }),
  skipTests: { type: 'boolean', default: false, description: 'Skip `helm test` hooks.' },
}, 'How a chart is rendered.', { required: ['chart'] });

const MATCH = objectSchema({
  kind: text('Kind of the object.', { examples: ['Deployment'] }),
  name: text('Name of the object.', { examples: ['web', 'web-*'] }),
  namespace: text('Namespace of the object.'),
  labels: { type: 'object', additionalProperties: { type: 'string' }, description: 'Labels of the object or of its pods.' },
  image: text('Image without tag and digest. The settings apply to the containers that run it.', { examples: ['quay.io/prometheus/*'] }),
}, 'Selects workloads that match all of these fields. In a text, a * matches any characters.', { minProperties: 1 });

const LOCK_DESCRIPTION = 'The content that the tags of images are pinned to: `harden` appends the digests, and `audit` finds what differs.';
const LOCK = objectSchema({
  file: text('Lock file that `cdk8s-hardened lock` writes, relative to the folder of this file.', { examples: ['images.lock.yaml'] }),
  maxAge: text('How old an entry may be until `audit` finds it: days or weeks.', { pattern: '^\\d{1,5}[dw]$', examples: ['30d'] }),
}, LOCK_DESCRIPTION, { required: ['file'] });

const WAIVER_EXAMPLE = {
  control: 'restricted-volumes',
  allow: ['/var/log'],
  target: { kind: 'DaemonSet', namespace: 'logging', name: 'log-agent' },
  reason: 'it reads the logs of all pods',
};

/** The JSON Schema of the settings file. It is published as schema/settings.json, and validates every file that is read. */
export const SETTINGS_SCHEMA = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  $id: 'https://raw.githubusercontent.com/cdk8s-hardened/cdk8s-hardened/main/schema/settings.json',
  title: 'cdk8s-hardened.yaml, the settings of cdk8s-hardened',
  definitions: {
    podControl: { enum: CATALOG.filter(isPodControl).map((control) => control.id) },
    controlId: CONTROL_ID,
  },
  ...objectSchema({
    ...SCOPE,
    failOn: {
      enum: [...FAIL_ON],
      default: 'error',
      description: 'Lowest severity or risk of a finding that makes `audit`, a gate or the plugin of cdk8s-cli fail. '
        + '`harden` does not fail, since a failure ends a pipe.',
    },
    failOnUnevaluated: {
      type: 'boolean',
      default: false,
      description: 'Whether they also fail if an object has pods that no control can check, and no waiver accepts that, or deploys '
        + 'a chart or a folder that is not in the input.',
    },
    excludeFiles: example(['vendor/**'], names(`Files that are not read. ${GLOBS}`)),
    baseline: text('File that lists the findings that were there before, relative to the '
      + 'folder of this file. `write-baseline` writes it.', { examples: ['baseline.json'] }),
    admissionPolicies: example(['policies'], names('Files and folders with ValidatingAdmissionPolicies of your team, '
      + 'relative to the folder of this file. Each validation is a control: see docs/how-to/own-policies.md.')),
    reports: example([{ format: 'sarif', path: 'audit.sarif' }], listSchema(REPORT, 'Reports that `audit` writes, '
      + 'beside the one that it prints.')),
    render: example([{ chart: 'charts/web', values: ['prod.yaml'], release: 'web', namespace: 'shop' }], listSchema(
      RENDER,
      'How charts in folders are rendered. A chart without an entry is rendered once, with its defaults; one with several once for each.',
    )),
    overrides: example([{ files: ['clusters/openshift/**'], platform: 'openshift' }], listSchema(
      objectSchema({ files: names(GLOBS), ...SCOPE }, 'Settings for some files.', { required: ['files'] }),
      'Settings for the files that match. A later entry overrides an earlier one.',
    )),
    images: IMAGES,
    mirrors: MIRRORS,
    lock: example({ file: 'images.lock.yaml', maxAge: '30d' }, LOCK),
    waivers: example([WAIVER_EXAMPLE], listSchema(WAIVER, 'Exceptions: findings that are accepted.')),
    workloads: example([{ match: { kind: 'StatefulSet', name: 'db-*' }, runAs: 999, writablePaths: ['/run/postgresql'] }], listSchema(
      objectSchema({ match: MATCH, ...CHOICES }, 'Settings for the workloads that match.', { required: ['match'] }),
      'Settings for some workloads. A later entry overrides an earlier one; lists add up.',
    )),
  }, 'Settings of the commands `audit` and `harden`, and of a gate.'),
};
