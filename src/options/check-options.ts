import { checkKeys, checkSpelling } from './check-keys';
import { checkList, checkValue, described, EXPECTED, requireValue } from './check-values';
import { ContainerSettings } from './container-settings';
import { HardeningDefaults } from './hardening-defaults';
import { HardeningProps } from './hardening-props';

// TypeScript finds these mistakes itself. JavaScript does not.

type Names<T> = { readonly [name in keyof Required<T>]: true };

const PROPS: Names<HardeningProps> = {
  runAs: true,
  userNamespace: true,
  supplementalGroups: true,
  supplementalGroupsPolicy: true,
  appArmor: true,
  serviceAccountToken: true,
  writablePaths: true,
  presets: true,
  dockerfile: true,
  containerSettings: true,
  disableEphemeralStorageLimits: true,
  waivers: true,
};

const DEFAULTS: Names<HardeningDefaults> = {
  kubernetesVersion: true,
  platform: true,
  profile: true,
  runAs: true,
  writablePaths: true,
  presets: true,
  containerSettings: true,
  disableEphemeralStorageLimits: true,
  neverWaive: true,
  controls: true,
  maxWaiverDays: true,
  now: true,
};

const CONTAINER_SETTINGS: Names<ContainerSettings> = { runAs: true, writablePaths: true, presets: true, dockerfile: true };

/** @throws if an option of a workload is misspelled or not of its type */
export function checkProps(props: HardeningProps): void {
  checkSpelling(props, Object.keys(PROPS));
  checkSettings('', props);
  checkValue('appArmor', props.appArmor, EXPECTED.appArmor);
  checkValue('serviceAccountToken', props.serviceAccountToken, EXPECTED.serviceAccountToken);
  checkContainers(props.containerSettings);
}

/** @throws if a default is misspelled or not of its type */
export function checkDefaults(defaults: HardeningDefaults): void {
  checkKeys('setDefaults ', defaults, Object.keys(DEFAULTS));
  checkSettings('', defaults);
  checkContainers(defaults.containerSettings);
}

/** @throws if an added path is not of its type, or its container has an empty name */
export function checkAddedPath(path: unknown, container: string | undefined): void {
  requireValue('the path of addWritablePath', path, EXPECTED.writablePath);
  if (container !== undefined && (typeof container !== 'string' || container === '')) {
    throw new Error(`the container of addWritablePath is ${described(container)}: write its name, or leave it out for every container`);
  }
}

function checkContainers(containers: HardeningProps['containerSettings']): void {
  if (containers !== undefined && (typeof containers !== 'object' || Array.isArray(containers))) {
    throw new Error(`containerSettings is ${described(containers)}: write { <container name>: { runAs, writablePaths, presets, dockerfile } }`);
  }
  for (const [container, settings] of Object.entries(containers ?? {})) {
    if (container === '') {
      throw new Error('containerSettings has an empty container name: write the name of the container');
    }
    if (typeof settings !== 'object' || settings === null) {
      throw new Error(`containerSettings.${container} is ${described(settings)}: write { runAs, writablePaths, presets, dockerfile }`);
    }
    checkKeys(`containerSettings.${container} `, settings, Object.keys(CONTAINER_SETTINGS));
    checkSettings(`containerSettings.${container}.`, settings);
  }
}

function checkSettings(place: string, { runAs, writablePaths, presets, dockerfile }: ContainerSettings): void {
  checkValue(`${place}runAs`, runAs, EXPECTED.runAs);
  checkList(`${place}writablePaths`, writablePaths, EXPECTED.writablePath);
  checkList(`${place}presets`, presets, EXPECTED.preset);
  checkValue(`${place}dockerfile`, dockerfile, EXPECTED.dockerfile);
}
