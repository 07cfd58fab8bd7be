import { ApiObject, Duration } from 'cdk8s';
import { EmptyDirMedium } from 'cdk8s-plus-28';
import {
  AppArmor, DockerfileImage, HardenedDeployment, Hardening, HardeningMixin, ImageLock, PodFailureAction, PodFailureRule, RunAs,
  RuntimePreset, SecretFiles, ServiceAccountToken, WritablePath,
} from '../../../src';
import { container, newChart } from '../workloads/support';

// What TypeScript refuses, and JavaScript passes on, in calls of factories and of `Hardening`.

type Case = readonly [title: string, act: () => unknown, error: string];
const any = (value?: unknown) => value as any;

const web = () => new HardenedDeployment(newChart(), 'web', { containers: [container()] });
const claimed = (options: unknown) => () => WritablePath.fromPersistentVolumeClaimName('/x', 'data', any(options));
const token = (options?: object) => () => ServiceAccountToken.projected(any(options && { audience: 'a', ...options }));
const hardening = () => Hardening.of(newChart());

const WRITABLE_PATHS: readonly Case[] = [
  ['a size as text', () => WritablePath.fromEmptyDir('/a', { sizeLimit: any('200Mi') }), 'writable path "/a": sizeLimit is "200Mi": write Size.mebibytes(200)'],
  ['a fraction of a size as text', () => WritablePath.fromEmptyDir('/a', { sizeLimit: any('1.5Gi') }), 'sizeLimit is "1.5Gi": write Size.gibibytes(1.5)'],
  ['a size as text, in GiB', () => WritablePath.fromEmptyDir('/a', { sizeLimit: any('2Gi') }), 'write Size.gibibytes(2)'],
  ['a size as a number', () => WritablePath.fromEmptyDir('/a', { sizeLimit: any(200) }), 'writable path "/a": sizeLimit is 200: write Size.mebibytes(...)'],
  ['null as the size', () => WritablePath.fromEmptyDir('/a', { sizeLimit: any(null) }), 'writable path "/a": sizeLimit is null: write Size.mebibytes(...)'],
  ['the medium of cdk8s-plus', () => WritablePath.fromEmptyDir('/a', { medium: any(EmptyDirMedium.MEMORY) }),
    'writable path "/a": medium is "Memory": write WritablePathMedium.DISK or WritablePathMedium.MEMORY'],
  ['a flag as text', () => WritablePath.fromEmptyDir('/a', { ephemeral: any('no') }), 'writable path "/a": ephemeral is "no": write true or false'],
  ['a misspelled option', () => WritablePath.fromImage('/a', any({ seedimage: 'x' })), 'writable path "/a" has no option "seedimage": did you mean "seedImage"?'],
  ['an option of another factory', () => WritablePath.fromEmptyDir('/a', any({ seedImage: 'x' })), 'writable path "/a" has no option "seedImage": use one of sizeLimit, '],
  ['a path that is no text', () => WritablePath.fromEmptyDir(any(7)), 'writable path 7 is not text: use an absolute path such as "/var/cache/app"'],
  ['null as the options of an emptyDir', () => WritablePath.fromEmptyDir('/a', any(null)), 'writable path "/a" got null: write { sizeLimit, medium, shareVolume, ephemeral }'],
  ['null as the options of an image\'s files', () => WritablePath.fromImage('/a', any(null)), 'writable path "/a" got null: write { sizeLimit, '],
  ['null as the options of a PVC', claimed(null), 'persistent path "/x" got null: write { subPath, '],
  ['a subPath that is no text', claimed({ subPath: 5 }), 'persistent path "/x": subPath is 5: write a text such as "data"'],
  ['a flag of a PVC as text', claimed({ groupOwnership: 'no' }), 'persistent path "/x": groupOwnership is "no": write true or false'],
  ['an update policy in capitals', claimed({ seeded: true, seedUpdatePolicy: 'REPLACE' }),
    'persistent path "/x": seedUpdatePolicy is "REPLACE": write SeedUpdatePolicy.KEEP or SeedUpdatePolicy.REPLACE'],
  ['true for takeOwnership', claimed({ takeOwnership: true }), 'persistent path "/x": takeOwnership is true: write { reason: \'...\' }'],
  ['takeOwnership without a reason', claimed({ takeOwnership: { image: 'busybox' } }), 'persistent path "/x": takeOwnership.reason is missing: write a text such as '],
  ['a misspelled date', claimed({ takeOwnership: { reason: 'a b c', expire: '2020-01-01' } }), 'persistent path "/x": takeOwnership has no option "expire": did you mean "expires"?'],
  ['a PVC name with a space', () => WritablePath.fromPersistentVolumeClaimName('/x', 'Bad Name'),
    'persistent path "/x" needs the name of a PersistentVolumeClaim, but got "Bad Name": use up to 253 of a-z, 0-9, "-" and "."'],
  ['an empty text for a PVC', () => WritablePath.fromPersistentVolumeClaim('/x', any('')), 'or use WritablePath.fromPersistentVolumeClaimName("/x", "claim-name")'],
  ['an added path as text', () => web().addWritablePath(any('/cache')), 'the path of addWritablePath is "/cache": write WritablePath.fromEmptyDir("/cache")'],
  ['no added path', () => web().addWritablePath(any()), 'the path of addWritablePath is undefined: write WritablePath.fromEmptyDir(...)'],
];

const FACTORIES: readonly Case[] = [
  ['a uid as text', () => RunAs.user(any('1000')), 'uid "1000" is a string: write RunAs.user(1000)'],
  ['a gid as text', () => RunAs.user(1000, any('2000')), 'gid "2000" is a string: write RunAs.user(uid, 2000)'],
  ['an object of another class of ours', () => WritablePath.fromEmptyDir('/a', { sizeLimit: any(new (class _Size {})()) }), 'sizeLimit is a Size: write Size.mebibytes(...)'],
  ['options instead of a gid', () => RunAs.user(1000, any({ gid: 5 })), 'gid is an object: use a whole number from 1 to 2147483647'],
  ['a preset with one argument', () => RuntimePreset.custom(any({ name: 'x' }), any()), 'the name of the preset is an object: write RuntimePreset.custom(\'name\', { ... })'],
  ['no uid', () => RunAs.user(any()), 'uid is undefined: use a whole number from 1 to 2147483647'],
  ['a misspelled seed', () => RunAs.unique(any({ sead: 'x' })), 'RunAs.unique has no option "sead": did you mean "seed"?'],
  ['a seed without its name', () => RunAs.unique(any('seed')), 'RunAs.unique got "seed": write { seed: \'...\' }'],
  ['null for the seed\'s options', () => RunAs.unique(any(null)), 'RunAs.unique got null: write { seed: \'...\' }'],
  ['a number as seed', () => RunAs.unique({ seed: any(5) }), 'RunAs.unique: seed is 5: write a text such as "orders-db"'],
  ['capabilities in capitals', () => RunAs.rootInUserNamespace({ capabilities: any('CLASSIC') }),
    'RunAs.rootInUserNamespace: capabilities is "CLASSIC": write RootCapabilities.NONE or RootCapabilities.CLASSIC'],
  ['a number for an AppArmor profile', () => AppArmor.localhost(any(5)), 'the AppArmor profile has no name'],
  ['a preset without options', () => RuntimePreset.custom('x', any()), 'the preset x got undefined: write { writablePaths, environment, runAs }'],
  ['a preset with null', () => RuntimePreset.custom('x', any(null)), 'the preset x got null: write { writablePaths, environment, runAs }'],
  ['a preset with null for the environment', () => RuntimePreset.custom('x', { environment: any(null) }), 'the preset x: environment is null: write { HOME: \'/tmp\' }'],
  ['a list for the environment', () => RuntimePreset.custom('x', { environment: any(['A=1']) }), 'the preset x: environment is a list: write { HOME: \'/tmp\' }'],
  ['a token without options', token(), 'ServiceAccountToken.projected got undefined: write { audience: \'...\' }'],
  ['a misspelled list of containers', token({ container: ['main'] }), 'ServiceAccountToken.projected has no option "container": did you mean "containers"?'],
  ['a misspelled audience', () => ServiceAccountToken.projected(any({ audiance: 'a' })), 'ServiceAccountToken.projected has no option "audiance": did you mean "audience"?'],
  ['a lifetime by another name', token({ lifetime: Duration.hours(1) }), 'ServiceAccountToken.projected has no option "lifetime": use one of audience, expiration, path, containers'],
  ['a lifetime in seconds', token({ expiration: 600 }), 'ServiceAccountToken.projected: expiration is 600: write Duration.seconds(600)'],
  ['a misspelled option of a token for the API server', () => ServiceAccountToken.apiServer(any({ audience: 'a' })), 'ServiceAccountToken.apiServer has no option "audience"'],
  ['a container for the list', token({ containers: 'main' }), 'ServiceAccountToken.projected: containers is "main": write ["main"]'],
  ['an empty list of containers', token({ containers: [] }), 'containers is an empty list: name at least one container, or leave it out for every container'],
  ['options of a Dockerfile', () => (DockerfileImage as any).fromFile('Dockerfile', { args: {} }), 'DockerfileImage.fromFile does not accept options, but got { args }: remove them'],
  ['no path of a Dockerfile', () => DockerfileImage.fromFile(any()), 'the path of DockerfileImage.fromFile is undefined: write a text such as "Dockerfile"'],
  ['a rule for disruptions without an action', () => PodFailureRule.onDisruption(any()), 'the action of a pod failure rule is undefined: write PodFailureAction.FAIL_JOB, '],
  ['a rule for disruptions with another action', () => PodFailureRule.onDisruption(any('x')), 'the action of a pod failure rule is "x": write PodFailureAction.FAIL_JOB, '],
  ['a rule without exit codes', () => PodFailureRule.onExitCodes(PodFailureAction.COUNT, any()), 'exitCodes is undefined: write [42]'],
  ['a rule with one exit code', () => PodFailureRule.onExitCodes(PodFailureAction.COUNT, any(5)), 'exitCodes is 5: write [5]'],
  ['a rule with options for its container', () => PodFailureRule.onExitCodes(PodFailureAction.COUNT, [5], any({ container: 'x' })),
    'the container of a pod failure rule is an object: write a text such as "main"'],
  ['no path of a Secret', () => SecretFiles.mountByName(web().containers[0], any(), 'credentials'), 'the path of SecretFiles is undefined: write a text such as '],
  ['a container\'s name for a Secret', () => SecretFiles.mountByName(any('main'), '/x', 'credentials'),
    'the container of SecretFiles at "/x" is "main": pass a container of the workload'],
  ['keys of a Secret as text', () => SecretFiles.mountByName(web().containers[0], '/x', 'credentials', { keys: any('password') }), 'SecretFiles at "/x": keys is "password": write ["password"]'],
];

const OF_HARDENING: readonly Case[] = [
  ['no scope', () => Hardening.of(any()), 'Hardening.of got undefined: pass an App, a Chart or another construct'],
  ['a name for the scope', () => Hardening.of(any('shop')), 'Hardening.of got "shop": pass an App, a Chart or another construct'],
  ['null for a gate', () => hardening().enforce(any(null)), 'enforce got null: write { profile, kubernetesVersion, failOn, failOnUnevaluated, baseline, admissionPolicies, settingsFile }'],
  ['a misspelled option of a gate', () => hardening().enforce(any({ failOnUnevaluted: true })), 'enforce has no option "failOnUnevaluted": did you mean "failOnUnevaluated"?'],
  ['a version in lower case', () => hardening().enforce(any({ kubernetesversion: '1.30' })), 'enforce has no option "kubernetesversion": did you mean "kubernetesVersion"?'],
  ['a number for the version of a gate', () => hardening().enforce({ kubernetesVersion: any(1.30) }), 'kubernetesVersion is the number 1.3: write \'1.30\', in quotes'],
  ['null for the version of a gate', () => hardening().enforce({ kubernetesVersion: any(null) }), 'kubernetesVersion is null: write '],
  ['an object for the version of a gate', () => hardening().enforce({ kubernetesVersion: any({}) }), 'kubernetesVersion is an object: write a text such as "1.30"'],
  ['null for a report', () => hardening().report(any(null)), 'report got null: write { profile, kubernetesVersion }'],
  ['a report that fails', () => hardening().report(any({ failOn: 'error' })), 'report has no option "failOn": use one of profile, kubernetesVersion'],
  ['no defaults', () => hardening().setDefaults(any()), 'setDefaults got undefined: write { kubernetesVersion, platform, '],
  ['a number for defaults', () => hardening().setDefaults(any(5)), 'setDefaults got 5: write { kubernetesVersion, platform, '],
  ['null for how to set defaults', () => hardening().setDefaults({}, any(null)), 'the second argument of setDefaults got null: write { replace }'],
  ['a misspelled reason of a waiver, before a target that is missing', () => hardening().addWaiver(any({ control: 'image-tag', reson: 'x' })), 'has no field "reson": did you mean "reason"?'],
  ['a misspelled way to set defaults', () => hardening().setDefaults({}, any({ replaced: true })), 'the second argument of setDefaults has no option "replaced": did you mean "replace"?'],
];

const apply = (options: unknown) => () => hardening().apply(any(options));
const workload = (settings: unknown) => apply({ workloads: [settings] });
const matching = (match: unknown) => workload({ match });

const APPLIED: readonly Case[] = [
  ['null for the options of `apply`', apply(null), 'apply got null: write { profile, runAs, writablePaths, presets, overrideUnsafe, only, keep, unknownUser, secretsAsFiles, imageFacts, imageLock, waivers, workloads }'],
  ['a misspelled option of `apply`', apply({ overideUnsafe: true }), 'apply has no option "overideUnsafe": did you mean "overrideUnsafe"?'],
  ['an unknown option of `apply`', apply({ containerSettings: {} }), 'apply has no option "containerSettings": use one of profile, runAs, '],
  ['a profile in capitals', apply({ profile: 'HARDENED' }),
    'profile is "HARDENED": write HardeningProfile.PSS_BASELINE, HardeningProfile.PSS_RESTRICTED or HardeningProfile.HARDENED'],
  ['a uid for runAs', apply({ runAs: 1000 }), 'runAs is 1000: write RunAs.user(1000)'],
  ['a path as text', apply({ writablePaths: ['/cache'] }), 'writablePaths[0] is "/cache": write WritablePath.fromEmptyDir("/cache")'],
  ['a path in a PVC for all workloads', apply({ writablePaths: [WritablePath.fromPersistentVolumeClaimName('/data', 'data')] }),
    'writable path "/data" is in a PVC and cannot be set for all workloads of a scope: set it in `workloads`'],
  ['a preset as text', apply({ presets: ['jvm'] }), 'presets[0] is "jvm": write RuntimePreset.JVM'],
  ['a flag as text for `overrideUnsafe`', apply({ overrideUnsafe: 'yes' }), 'overrideUnsafe is "yes": write true or false'],
  ['one control for `only`', apply({ only: 'run-as-non-root' }), 'only is "run-as-non-root": write ["run-as-non-root"]'],
  ['an empty list for `only`', apply({ only: [] }), 'only is an empty list: name at least one control, or leave it out'],
  ['an unknown control in `only`', apply({ only: ['run-as-nonroot'] }), 'only[0]: unknown control "run-as-nonroot": did you mean "run-as-non-root"?'],
  ['an unknown control in `keep`', apply({ keep: ['privileged', 'seccomp'] }), 'keep[1]: unknown control "seccomp": did you mean "seccomp-profile-baseline"?'],
  ['a number in `keep`', apply({ keep: [5] }), 'keep[0] is 5: write a text such as "seccomp-profile-restricted"'],
  ['an unknown way to treat images', apply({ unknownUser: 'leave' }), 'unknownUser is "leave": write UnknownUserPolicy.FILL or UnknownUserPolicy.SKIP'],
  ['a path for the lock file', apply({ imageLock: 'images.lock.yaml' }), 'imageLock is "images.lock.yaml": write ImageLock.fromFile("images.lock.yaml")'],
  ['a path for the lock file of a scope', () => hardening().setDefaults({ imageLock: any('a.yaml') }), 'imageLock is "a.yaml": write ImageLock.fromFile("a.yaml")'],
  ['no path of a lock file', () => ImageLock.fromFile(any()), 'the path of ImageLock.fromFile is undefined: write a text such as "images.lock.yaml"'],
  ['one workload', apply({ workloads: { match: { name: 'web' } } }), 'workloads is an object: write [{ match: { kind: \'Deployment\', name: \'web\' }, runAs: RunAs.user(...) }]'],
  ['a name for a workload', workload('web'), 'workloads[0] is "web": write { match: { kind: \'Deployment\', name: \'web\' }, runAs: RunAs.user(...) }'],
  ['a workload without `match`', workload({ runAs: RunAs.user(1000) }), 'workloads[0].match is missing: write { kind: \'Deployment\', name: \'web\' }'],
  ['a misspelled option of a workload', workload({ match: { name: 'web' }, overideUnsafe: true }), 'workloads[0] has no option "overideUnsafe": did you mean "overrideUnsafe"?'],
  ['a `match` that names nothing', matching({}), 'workloads[0].match is empty: write { kind: \'Deployment\', name: \'web\' }, or set options for all'],
  ['a misspelled field of `match`', matching({ label: { app: 'x' } }), 'workloads[0].match has no option "label": did you mean "labels"?'],
  ['a list of names', matching({ name: ['a', 'b'] }), 'workloads[0].match.name is a list: write a text such as "redis-*"'],
  ['labels as text', matching({ labels: 'app=x' }), 'workloads[0].match.labels is "app=x": write { \'app.kubernetes.io/name\': \'redis\' }'],
  ['a label that is no text', matching({ labels: { app: 1 } }), 'workloads[0].match.labels[\'app\'] is 1: write a text such as "redis"'],
  ['a user without ids for an image', workload({ match: { image: 'a' }, runAs: RunAs.imageUser() }),
    'workloads[0].runAs must set ids for single containers: use RunAs.user(...) or RunAs.unique()'],
  ['one waiver', apply({ waivers: { control: 'privileged' } }), 'waivers is an object: write [{ control: \'...\', reason: \'...\' }]'],
  ['a waiver without a target', apply({ waivers: [{ control: 'privileged', reason: 'built on this machine' }] }), '"shop" is not one Kubernetes object'],
  ['workloads for a mixin', () => new HardeningMixin(any({ workloads: [] })), 'HardeningMixin has no option "workloads": use one of profile, runAs, '],
  ['null for a mixin', () => new HardeningMixin(any(null)), 'HardeningMixin got null: write { profile, runAs, '],
];

const waived = (fields: (deployment: HardenedDeployment) => object) => () => {
  const deployment = web();
  Hardening.of(ApiObject.of(deployment).chart).addWaiver(any({ control: 'image-digest', reason: 'built on this machine', ...fields(deployment) }));
};

const WAIVERS: readonly Case[] = [
  ['no waiver', () => hardening().addWaiver(any()), 'addWaiver got undefined: write { control: \'...\', reason: \'...\' }'],
  ['no waiver file', () => hardening().addWaiversFromFile(any()), 'the path of addWaiversFromFile is undefined: write a text such as "waivers.yaml"'],
  ['a name for the targets', waived(() => ({ targets: 'x' })), 'targets is "x": write [construct]'],
  ['one construct for the targets', waived((targets) => ({ targets })), 'targets is a HardenedDeployment: write [construct]'],
  ['an undefined target', waived(() => ({ targets: [undefined] })), 'targets[0] is undefined: pass an App, a Chart or another construct'],
  ['a name as target', waived(() => ({ targets: ['web'] })), 'targets[0] is "web": pass the construct itself, or name its object by kind and name in `target`'],
  ['null as target', waived(() => ({ target: null })), 'target is null: write { kind: \'Deployment\', name: \'web\' }'],
  ['no control', waived((deployment) => ({ control: undefined, targets: [deployment] })), 'the waiver has no `control`: set the id of a control'],
];

test.each([...WRITABLE_PATHS, ...FACTORIES, ...OF_HARDENING, ...APPLIED, ...WAIVERS])('refuses %s immediately', (_, act, error) => {
  expect(act).toThrow(error);
});

test('DockerfileImage.fromFile can be used as a callback with additional arguments', () => {
  expect(() => ['nope/Dockerfile'].map(DockerfileImage.fromFile)).toThrow('nope/Dockerfile: no such file');
});
