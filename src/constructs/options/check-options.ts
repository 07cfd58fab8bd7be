import { NETWORK_PEERS } from './allowed-peers';
import { checkSpelling } from './check-keys';
import {
  checkOptions,
  checkValue,
  described,
  Expected,
  ExpectedOptions,
  FLAG_OPTION,
  listOption,
  memberOf,
  optionsOf,
  recordOf,
  requireValue,
  textSuchAs,
} from './check-values';
import { ContainerSettings } from './container-settings';
import {
  APP_ARMOR, DATE, EXPECTED_DOCKERFILE, EXPECTED_GROUPS, IMAGE_LOCK, KUBERNETES_VERSION, REPORT_FILES, RUN_AS, RUNTIME_PRESETS,
  SERVICE_ACCOUNT_TOKEN, WRITABLE_PATH, WRITABLE_PATHS,
} from './expected';
import { ControlOverride, ControlSeverity, HardeningDefaults, SetDefaultsOptions } from './hardening-defaults';
import { HardeningProps, SupplementalGroupsPolicy } from './hardening-props';
import { ImageFactsPolicy } from './image-facts-policy';
import { Platform } from './platform';
import { Scanner } from './scanner';
import { OptionError } from '../../formats/language/option-error';
import { isRegistry } from '../../formats/manifest/image';
import { asArray, asObject, asString, isObject, JsonObject } from '../../formats/manifest/json';
import { HardeningProfile } from '../../policy/settings/hardening-profile';

const CONTAINER_SETTINGS: ExpectedOptions<ContainerSettings> = {
  runAs: RUN_AS,
  writablePaths: WRITABLE_PATHS,
  presets: RUNTIME_PRESETS,
  dockerfile: EXPECTED_DOCKERFILE,
};

const CONTAINERS = recordOf(optionsOf(CONTAINER_SETTINGS), '{ <container name>: { runAs, writablePaths, presets, dockerfile } }');

const WAIVER = { accepts: isObject, remedy: () => 'write { control: \'...\', reason: \'...\' }' };

/** The contents of the waivers are checked when they are granted. */
export const WAIVERS = listOption(WAIVER, () => 'write [{ control: \'...\', reason: \'...\' }]');

const PROPS: ExpectedOptions<HardeningProps> = {
  ...CONTAINER_SETTINGS,
  containerSettings: CONTAINERS,
  userNamespace: FLAG_OPTION,
  supplementalGroups: EXPECTED_GROUPS,
  supplementalGroupsPolicy: memberOf('SupplementalGroupsPolicy', SupplementalGroupsPolicy),
  appArmor: APP_ARMOR,
  serviceAccountToken: SERVICE_ACCOUNT_TOKEN,
  ephemeralStorageLimits: FLAG_OPTION,
  imageFacts: memberOf('ImageFactsPolicy', ImageFactsPolicy),
  allowFrom: NETWORK_PEERS,
  allowTo: NETWORK_PEERS,
  waivers: WAIVERS,
};

const CONTROL_SETTINGS: ExpectedOptions<ControlOverride> = {
  severity: memberOf('ControlSeverity', ControlSeverity),
  reason: textSuchAs('the team sets no CPU limits', true),
};

const REGISTRY: Expected = {
  accepts: isRegistry,
  remedy: () => 'write a registry, or a part of it, such as "registry.example.com/shop" or "docker.io/library"',
};

const DEFAULTS: ExpectedOptions<HardeningDefaults> = {
  kubernetesVersion: KUBERNETES_VERSION,
  platform: memberOf('Platform', Platform),
  profile: memberOf('HardeningProfile', HardeningProfile),
  runAs: RUN_AS,
  writablePaths: WRITABLE_PATHS,
  presets: RUNTIME_PRESETS,
  containerSettings: CONTAINERS,
  ephemeralStorageLimits: FLAG_OPTION,
  imageFacts: memberOf('ImageFactsPolicy', ImageFactsPolicy),
  allowedRegistries: listOption(REGISTRY, (value) => 'write '
    + `[${JSON.stringify(typeof value === 'string' ? value : 'registry.example.com/shop')}]`),
  imageMirrors: recordOf(textSuchAs('docker.io', true), '{ \'harbor.example/hub\': \'docker.io\' }', (place, prefix) =>
    `${place}['${prefix}']`),
  imageLock: IMAGE_LOCK,
  neverWaive: listOption(textSuchAs('privileged', true), (value) => 'write '
    + `[${JSON.stringify(typeof value === 'string' ? value : 'privileged')}]`),
  controls: recordOf(
    optionsOf(CONTROL_SETTINGS, { required: ['severity'], example: '{ severity: ControlSeverity.OFF, reason: \'...\' }' }),
    '{ \'cpu-resources\': { severity: ControlSeverity.OFF, reason: \'...\' } }',
    (place, id) => `${place}['${id}']`,
  ),
  reports: REPORT_FILES,
  scannerAnnotations: listOption(memberOf('Scanner', Scanner), () => 'write [Scanner.KUBE_LINTER]'),
  maxWaiverDays: {
    accepts: (value) => Number.isInteger(value) && Number(value) > 0,
    remedy: () => 'use a whole number of days, 1 or more',
  },
  now: DATE,
};

/**
 * @param ofKind the values that the options of this kind of workload alone accept
 * @throws if an option of a workload is misspelled or has the wrong type
 */
export function checkProps(props: unknown, ofKind: Partial<ExpectedOptions<any>> = {}): asserts props is HardeningProps {
  if (!isObject(props)) {
    throw new OptionError(`the properties of the workload are ${described(props)}: write { containers: [{ image: '...' }] }`);
  }
  const expected: ExpectedOptions<any> = { ...PROPS, ...ofKind };
  checkSpelling(props, Object.keys(expected));
  Object.entries(expected).forEach(([option, type]) => checkValue(option, props[option], type));
  checkContainerNames(props);
  checkPlaces(props);
}

/** @throws if a default is misspelled or has the wrong type */
export function checkDefaults(defaults: unknown, options: unknown): void {
  checkOptions('setDefaults', defaults, DEFAULTS, { prefix: '' });
  checkOptions<SetDefaultsOptions>('the second argument of setDefaults', options, { replace: FLAG_OPTION });
  checkContainerNames(defaults);
}

/** @throws if an added path is not of its type, or its container has an empty name */
export function checkAddedPath(path: unknown, container: unknown): void {
  requireValue('the path of addWritablePath', path, WRITABLE_PATH);
  if (container !== undefined && (typeof container !== 'string' || container === '')) {
    throw new OptionError(`the container of addWritablePath is ${described(container)}: write its `
      + 'name, or leave it out for every container');
  }
}

/** Refuses options in places where they would have no effect, since cdk8s-plus ignores unknown options. */
function checkPlaces(props: JsonObject): void {
  const misplaced = ['runAsUser', 'runAsGroup', 'fsGroup'].find((name) => props[name] !== undefined);
  if (misplaced) {
    throw new OptionError(`unknown option "${misplaced}": write runAs: RunAs.user(uid, gid)`);
  }
  for (const list of ['containers', 'initContainers']) {
    asArray(props[list]).map(asObject).forEach((container, index) => {
      const option = Object.keys(CONTAINER_SETTINGS).find((name) => container[name] !== undefined);
      if (option) {
        const name = JSON.stringify(asString(container.name) ?? 'main');
        throw new OptionError(`${list}[${index}] has no option "${option}": write containerSettings: { ${name}: { ${option}: ... } }`);
      }
    });
  }
}

function checkContainerNames({ containerSettings }: Pick<HardeningProps, 'containerSettings'>): void {
  if (containerSettings && '' in containerSettings) {
    throw new OptionError('containerSettings has an empty container name: write the name of the container');
  }
}
