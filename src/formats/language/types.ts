/*
 * What Java and Go need to know of the types that texts name: test/formats/language/types.test.ts compares it with the assemblies of jsii.
 */

/** The library that has a type. */
export type Library = 'cdk8s' | 'plus' | 'own';

/** The types that texts name, apart from structs. */
const NAMED: Readonly<Record<Library, readonly string[]>> = {
  cdk8s: ['ApiObject', 'App', 'Chart', 'Cron', 'Duration', 'Helm', 'Include', 'JsonPatch', 'Size'],
  plus: [
    'ApiResource', 'Capability', 'Deployment', 'DeploymentStrategy', 'EnvValue', 'FsGroupChangePolicy', 'ImagePullPolicy',
    'MountPropagation', 'NetworkPolicyPort', 'Probe',
    'SeccompProfileType', 'ServiceType', 'StatefulSetUpdateStrategy', 'Volume',
  ],
  own: [
    'AdmissionPolicyFiles', 'AppArmor', 'ControlSeverity', 'DockerfileImage', 'FailOn', 'HardenedDeployment',
    'HardenedJob', 'HardenedNamespace',
    'HardenedServiceAccount',
    'HardenedStatefulSet', 'Hardening', 'HardeningMixin', 'HardeningProfile', 'ImageFactsPolicy', 'ImageLock', 'NamespaceQuota',
    'NetworkPeer', 'Platform',
    'PodFailureAction', 'PodFailureRule', 'ReportFormat', 'ResourceVerb', 'RunAs', 'RuntimePreset', 'Scanner', 'SecretFiles',
    'SeedUpdatePolicy', 'ServiceAccountToken',
    'SupplementalGroupsPolicy', 'UnknownUserPolicy', 'WritablePath', 'WritablePathMedium',
  ],
};

/** Of these, the classes whose constants are methods in Go. */
const WITH_CONSTANTS: readonly string[] = ['ApiResource', 'RuntimePreset'];

/** Methods that texts name with a class, and that are called on its objects. */
const OF_INSTANCES: readonly string[] = ['ApiObject.addJsonPatch', 'App.synth', 'Chart.toJson'];

/** The structs that texts write, and the library that has each. */
const STRUCTS: Readonly<Record<string, Library>> = {
  ApiResourceOptions: 'plus',
  ContainerProps: 'plus',
  ContainerSecurityContextProps: 'plus',
  ContainerSecutiryContextCapabilities: 'plus',
  SeccompProfile: 'plus',
};

/** The struct of an option, of the items in its list, or of the values in its map. */
const OPTIONS: Readonly<Record<string, string>> = {
  capabilities: 'ContainerSecutiryContextCapabilities',
  containerSettings: 'ContainerSettings',
  containers: 'ContainerProps',
  controls: 'ControlOverride',
  match: 'WorkloadMatch',
  mounts: 'VolumeClaimTemplateMount',
  reports: 'ReportFile',
  seccompProfile: 'SeccompProfile',
  securityContext: 'ContainerSecurityContextProps',
  target: 'WaiverTarget',
  targets: 'WaiverTarget',
  volumeClaimTemplates: 'VolumeClaimTemplate',
  waivers: 'Waiver',
  workloads: 'WorkloadOverride',
};
/** Those of these with keys that the user chooses. */
const MAPS: readonly string[] = ['containerSettings', 'controls', 'environment', 'imageMirrors', 'labels'];

/** The struct of a snippet, by its first key. */
const BY_KEY: Readonly<Record<string, string>> = {
  image: 'ContainerProps', kind: 'WaiverTarget', match: 'WorkloadOverride', severity: 'ControlOverride',
};

/** What a call takes: the number of its parameters, and the struct of the last one. */
interface Callable {
  readonly parameters: number;
  readonly struct?: string;
}

const takes = (parameters: number, struct?: string): Callable => ({ parameters, struct });

/** Calls with parameters that can be left out, and those with a struct. */
const CALLS: Readonly<Record<string, Callable>> = {
  'ApiResource.custom': takes(1, 'ApiResourceOptions'),
  'NamespaceQuota.amounts': takes(1, 'AmountsQuotaOptions'),
  'NamespaceQuota.fromApp': takes(1, 'AppQuotaOptions'),
  'NetworkPeer.apiServer': takes(2, 'NetworkPeerOptions'),
  'NetworkPeer.cidr': takes(2, 'NetworkPeerOptions'),
  'NetworkPeer.ingressController': takes(1, 'PlacedPodsPeerOptions'),
  'NetworkPeer.internet': takes(1, 'NetworkPeerOptions'),
  'NetworkPeer.pods': takes(2, 'PodsPeerOptions'),
  'NetworkPeer.prometheus': takes(1, 'PlacedPodsPeerOptions'),
  'Probe.fromTcpSocket': takes(1),
  'RunAs.rootGroup': takes(2, 'RootGroupOptions'),
  'RunAs.rootInUserNamespace': takes(1, 'RootInUserNamespaceOptions'),
  'RunAs.unique': takes(1, 'UniqueOptions'),
  'RunAs.user': takes(2),
  'RuntimePreset.custom': takes(2, 'RuntimePresetOptions'),
  'SecretFiles.mount': takes(4, 'SecretFilesOptions'),
  'ServiceAccountToken.apiServer': takes(1, 'ApiServerTokenOptions'),
  'ServiceAccountToken.projected': takes(1, 'ProjectedTokenOptions'),
  'WritablePath.fromEmptyDir': takes(2, 'WritablePathOptions'),
  'WritablePath.fromImage': takes(2, 'SeededPathOptions'),
  'WritablePath.fromPersistentVolumeClaim': takes(3, 'PersistentPathOptions'),
  'WritablePath.fromPersistentVolumeClaimName': takes(3, 'PersistentPathOptions'),
  'Hardening.addWaiver': takes(1, 'ScopedWaiver'),
  'Hardening.apply': takes(1, 'ApplyOptions'),
  'Hardening.enforce': takes(1, 'EnforceOptions'),
  'Hardening.report': takes(1, 'ReportOptions'),
  'Hardening.setDefaults': takes(2, 'HardeningDefaults'),
  'HardenedDeployment.addWritablePath': takes(2),
  'new HardenedDeployment': takes(3, 'HardenedDeploymentProps'),
  'new HardenedJob': takes(3, 'HardenedJobProps'),
  'new HardenedServiceAccount': takes(3),
  'new HardeningMixin': takes(1, 'HardeningOptions'),
};
const BY_METHOD: Readonly<Record<string, Callable>> = Object.fromEntries(
  Object.entries(CALLS).filter(([name]) => /^Harden/.test(name)).map(([name, call]) => [name.replace(/^\w+\./, ''), call]),
);

/** Options and methods of one word. Longer names are known by their capitals. */
const WORDS: ReadonlySet<string> = new Set([
  'add', 'aggregate', 'allow', 'apply', 'audience', 'bind', 'capabilities', 'combine', 'connections', 'control', 'controls', 'cpu',
  'drop', 'enforce', 'environment', 'expiration',
  'group', 'isolate', 'keys', 'labels', 'limit', 'memory', 'nodes', 'now', 'ports', 'presets', 'profile', 'quota', 'reason', 'replicas',
  'request', 'resources',
  'scheduling', 'selector', 'target', 'targets', 'template', 'user', 'waivers', 'workloads',
]);

export const libraryOf = (type: string): Library | undefined => LIBRARIES.get(type);
const LIBRARIES: ReadonlyMap<string, Library> = new Map(
  (Object.keys(NAMED) as Library[]).flatMap((library) => NAMED[library].map((name) => [name, library] as const)),
);

/** Of a struct; most are our own. */
export const libraryOfStruct = (name: string): Library => STRUCTS[name] ?? 'own';

export const hasConstants = (type: string): boolean => WITH_CONSTANTS.includes(type);
export const isOfInstances = (method: string): boolean => OF_INSTANCES.includes(method);
export const structOfOption = (option: string): string | undefined => OPTIONS[option];
export const structOfKey = (key: string): string | undefined => BY_KEY[key];
export const isMap = (option: string): boolean => MAPS.includes(option);
export const isOptionWord = (word: string): boolean => WORDS.has(word);

/** What a call takes, such as `RunAs.user`, `new HardenedJob`, or `addWaiver` of some object. */
export function callable(name: string): Callable | undefined {
  return CALLS[name] ?? BY_METHOD[name];
}

/** For tests: all that the tables say. */
export const TABLES = { NAMED, WITH_CONSTANTS, OF_INSTANCES, STRUCTS, OPTIONS, BY_KEY, CALLS, WORDS };
