export type OneOrMore = string | readonly string[];

/**
 * What README.md claims, and the tests that prove it. docs/proof.md shows it. It is an error where a sentence or a row of a table is in no
 * claim, and where a test or its title is not there.
 *
 * - What it says: a piece of each sentence or row, found in no other of the section. The head of a table stands for all of its rows, where
 *   the tests read them.
 * - By file or folder below test/: pieces of titles, or of what stands in the table of a `test.each`.
 * - What the tests do not prove, and who says it.
 */
export type Claim = readonly [says: OneOrMore, tests: { readonly [path: string]: OneOrMore }, note?: string];

const KUBELET = 'Not run here: there is no kubelet.';
const STORAGE = 'https://kubernetes.io/docs/concepts/storage';

export const CLAIMS: { readonly [section: string]: readonly Claim[] } = {
  'cdk8s-hardened': [
    ['Kubernetes workloads for',
      {
        'workloads/pod-security.test.ts': 'satisfies every "restricted" rule',
        'runtime/attacks.runtime.ts': 'They write their writable paths',
        'tree/gate.test.ts': 'a workload by %s',
      }],
  ],

  'The problem': [
    ['already has a read-only root filesystem', { 'readme.test.ts': 'and the one of a plain Deployment' }],
    ['there is no place to write', { 'runtime/volumes.runtime.ts': 'A plain Deployment of cdk8s-plus' }],
    ['a namespace that enforces "restricted"',
      { 'readme.test.ts': 'says why a namespace', 'pss/pss.test.ts': 'is judged as by the reference' }],
    ['no uid is set',
      { 'readme.test.ts': 'and the one of a plain Deployment' },
      `${KUBELET} https://github.com/kubernetes/kubernetes/blob/master/pkg/kubelet/kuberuntime/security_context_others.go`],
  ],

  'The same with this library': [
    [['What this adds', 'The one line that changes'],
      { 'readme.test.ts': ['shows the pod that its code yields', 'compiles and synthesises'] }],
    ['What you write yourself',
      { 'engine/harden.test.ts': 'nothing that was there is lost', 'workloads/refusals.test.ts': '%s in a container' }],
    ['So with `securityContext', { 'readme.test.ts': 'shows the error that an unsafe choice gives' }],
  ],

  'Install': [
    [['Then write `HardenedDeployment`', 'They are subclasses'],
      {
        'package/packed.test.ts': 'compiles and synthesises from TypeScript',
        'workloads/parent.test.ts': 'with the parent keeps working',
        'package/kernel.test.ts': 'through the jsii kernel',
      }],
    ['takes `volumeClaims` too', { 'workloads/volume-claims.test.ts': 'several claims', 'workloads/job-run.test.ts': 'Hardened$kind' }],
    ['It needs Node.js', { 'package/packed.test.ts': 'needs what the README says' }, 'Run here: the Node.js of the machine that CI runs on.'],
    ['To try it from a clone', { 'readme.test.ts': 'tells the commands that CI runs' }],
  ],

  'What is filled in': [
    ['where; field; value',
      {
        'readme.test.ts': 'names every field that is filled in',
        'workloads/golden.test.ts': '%s.yaml',
        'runtime/leave-one-out.runtime.ts': 'every field that README.md says',
      },
      'Without it an attack returns, or what must work does not; where no probe can tell, the control that guards it is named.'],
    ['Only where the field is missing',
      { 'workloads/defaults.test.ts': 'nothing where the author said it', 'engine/harden.test.ts': 'nothing that was there is lost' }],
    ['"Every container" means', { 'workloads/defaults.test.ts': 'every container of every sort' }],
    ['`limitEphemeralStorage: false`', { 'workloads/defaults.test.ts': 'no ephemeral storage where it is switched off' }],
  ],

  'What is refused': [
    ['A synthesis fails where',
      { 'controls/catalogue.test.ts': 'has one file and a test of its name', 'workloads/refusals.test.ts': 'Hardened$kind refuses' }],
    ['Among them are',
      { 'pss/pss.test.ts': 'is judged as by the reference', 'workloads/pod-security.test.ts': 'satisfies every "restricted" rule' }],
    ['Beyond these it refuses',
      { 'workloads/refusals.test.ts': ['a writable root', 'a token', 'gid 0', 'two containers with one name', 'nodeSelector'] }],
    ['The message names',
      { 'readme.test.ts': 'shows the error that an unsafe choice gives', 'reports/text.test.ts': 'a failure names both ways out' }],
    ['All errors of an app', { 'workloads/refusals.test.ts': 'all errors of an app come in one message' }],
  ],

  'Writable paths': [
    ['`/tmp` is always one of them',
      { 'workloads/writable-paths.test.ts': 'own /tmp replaces the default', 'runtime/attacks.runtime.ts': 'They write their writable paths' }],
    ['`addWritablePath` adds one later', { 'workloads/writable-paths.test.ts': 'addWritablePath of a $kind' }],
    ['gets a volume of its own',
      { 'workloads/writable-paths.test.ts': 'each in a volume of its own', 'runtime/volumes.runtime.ts': '`/tmp` of its own' }],
    [['It is empty at first', 'Unlike a container\'s own'],
      { 'runtime/volumes.runtime.ts': 'outlives a restart of the container, and not the pod' }],
    ['mounted something writable', { 'workloads/writable-paths.test.ts': 'is satisfied by %s' }],
    ['mounted something read-only', { 'workloads/writable-paths.test.ts': 'a read-only mount above it' }],
    [['is evicted', 'In memory the write fails'],
      { 'runtime/attacks.runtime.ts': 'on disk, in memory and in a' }, `That it is a tmpfs is tested. ${KUBELET} ${STORAGE}/volumes/#emptydir`],
    ['An empty volume hides', { 'runtime/volumes.runtime.ts': 'An empty volume hides' }],
    ['are refused for that reason',
      { 'manifest/mount-path.test.ts': 'refuses %j: %s', 'workloads/writable-paths.test.ts': 'is refused at once' }],
    ['A command that starts below',
      {
        'controls/startup/empty-volume-command.test.ts': 'finds %s',
        'controls/startup/empty-volume-working-dir.test.ts': 'finds %s',
        'tree/gate-startup.test.ts': 'hides the files in its working directory',
      }],
    [['`shareVolume: true`', 'Memory and disk'],
      {
        'workloads/writable-kinds.test.ts': 'has the sum of their sizes, and memory apart',
        'runtime/volumes.runtime.ts': 'Paths that share a volume',
      }],
    ['A kubelet can mount that',
      { 'runtime/volumes.runtime.ts': 'Paths that share a volume' },
      `Under podman a hook of the tests makes the directories. ${KUBELET} ${STORAGE}/volumes/#using-subpath`],
    ['A path can also hold', { 'readme.test.ts': 'shows seeded and persistent paths that can be written so' }],
    ['filled before anything else starts',
      {
        'workloads/writable-seeded.test.ts': ['is filled before all else', 'runs as the container does'],
        'runtime/volumes.runtime.ts': 'A seeded path shows the files',
      }],
    ['It copies all or nothing',
      {
        'seed/interruptions.test.ts': 'all files or none',
        'seed/seed-script.test.ts': 'keeps what the application made of it',
        'runtime/volumes.runtime.ts': 'A persistent seeded path is filled once',
      }],
    ['With `onImageChange',
      {
        'seed/seed-script.test.ts': 'replaces everything where somebody did',
        'workloads/writable-persistent.test.ts': 'only where one pod at a time',
      }],
    ['The image needs a shell',
      { 'workloads/writable-start.test.ts': 'is an error that says how it works', 'controls/startup/seed-shell.test.ts': '%s' }],
    ['give a `seedImage`',
      {
        'workloads/writable-start.test.ts': ['works with a seed image', 'is an error where %s does not do'],
        'workloads/writable-seeded.test.ts': ['needs Kubernetes 1.35', 'needs a uid'],
      },
      'Not run here: podman makes no volume of an image.'],
    ['The copy fails, and says of what',
      { 'runtime/volumes.runtime.ts': ['A seed whose source is not in the image', 'A seed whose source its user cannot read'] }],
    ['`/etc` as a whole', { 'runtime/volumes.runtime.ts': 'A seed whose source its user cannot read' }],
    ['writable by the pod\'s fsGroup', { 'runtime/volumes.runtime.ts': 'A persistent path is writable' }],
    [['Storage that ignores it', 'A namespace that enforces "restricted" refuses that'],
      {
        'runtime/volumes.runtime.ts': 'takes ownership where that is asked for',
        'workloads/writable-persistent.test.ts': 'as root, with its own waivers and no more',
        'runtime/owner-script.runtime.ts': 'gives all of it',
      }],
    ['A claim that one node mounts',
      { 'workloads/golden.test.ts': '%s.yaml' },
      `The golden Deployment has the two pods and the rolling update of cdk8s-plus. ${KUBELET} ${STORAGE}/persistent-volumes/#access-modes`],
    ['`fsGroup: false` is for', { 'workloads/writable-persistent.test.ts': 'of others has no fsGroup and its groups' }],
    ['are for one container', { 'workloads/writable-seeded.test.ts': 'in a pod with several one must be named' }],
    ['In a StatefulSet with', { 'workloads/volume-claims.test.ts': 'a seeded path in a directory of a claim is filled there' }],
  ],

  'Runtimes': [
    ['A preset is what',
      {
        'policy/runtime-preset.test.ts': 'every container gets paths, environment and user',
        'readme.test.ts': 'shows runtimes that can be written so',
      }],
    ['Where each value comes from', { 'policy/runtime-preset-verified.test.ts': '$preset.name' }],
    ['The programs of Debian 13', { 'runtime/apps/applications.runtime.ts': ['with the preset', '$setting'] }],
    ['preset; writable',
      {
        'readme.test.ts': 'lists what each preset holds',
        'policy/runtime-preset-verified.test.ts': 'every preset is run, or said not to be',
      }],
    ['What you say yourself stands before',
      {
        'policy/runtime-preset.test.ts': [
          '%s of the user\'s stays',
          'the user\'s own size and medium count',
          'of the pod: %s',
          'of one container: %s',
        ],
      }],
    ['On OpenShift, which assigns', { 'policy/runtime-preset.test.ts': '%s assigns it' }],
    ['(`envFrom`) cannot be seen', { 'policy/runtime-preset.test.ts': 'what envFrom brings is not seen' }],
    ['A preset is for every container',
      { 'policy/runtime-preset.test.ts': ['every container gets paths', 'one for a container is in that container alone'] }],
    ['What is said for one container', { 'policy/runtime-preset.test.ts': 'one for a container stands before one for all' }],
    ['Two presets that contradict', { 'policy/runtime-preset.test.ts': ['in %s are an error', 'are none where the workload decides'] }],
    ['`RuntimePreset.of` makes one', { 'readme.test.ts': 'shows runtimes that can be written so' }],
    ['Give it no place for pid', { 'runtime/volumes.runtime.ts': 'outlives a restart of the container, and not the pod' }],
    ['sets them for workloads that have none', { 'policy/runtime-preset.test.ts': 'hold where the workload has no runtimes' }],
    ['Uids up to 10000', { 'controls/hardened/high-user-id.test.ts': '%p is low' }],
    [['Where the image works with any user', 'So nginx, Node.js'],
      { 'runtime/apps/applications.runtime.ts': '$setting' }, 'The setting "with the preset, as 65532".'],
  ],

  'What breaks, and what to write': [
    ['I have; -> write',
      {
        'readme-table.test.ts': ['does what the row is about', 'names messages that a real program says'],
        'runtime/apps/applications.runtime.ts': ['$setting', 'with the preset'],
      },
      'All but what the following rows say: the programs fail with these messages, and run with what is to be written.'],
    ['Failed to create CoreCLR',
      { 'readme-table.test.ts': 'does what the row is about' },
      'Not run here: Debian has no .NET. https://github.com/dotnet/runtime/issues/86259'],
    ['Unable to create tempDir',
      { 'runtime/apps/applications.runtime.ts': '$setting' },
      'Not run here: Spring Boot, which Debian does not have. What Java says is. https://github.com/spring-projects/spring-boot/issues/8578'],
    ['Log files were not written',
      { 'runtime/apps/applications.runtime.ts': '$setting' },
      'Not run here: npm, which is 367 packages in Debian. What Node.js says is. npm 11.19 said it by hand, where it fails.'],
    [['files of the image are gone', 'as plugins'],
      { 'runtime/volumes.runtime.ts': ['An empty volume hides', 'A seeded path shows the files', 'A persistent seeded path is filled once'] }],
    ['on a claim; `writablePaths', { 'runtime/volumes.runtime.ts': ['A persistent path is writable', 'A persistent path without fsGroup'] }],
    ['although it has an fsGroup',
      { 'runtime/volumes.runtime.ts': 'takes ownership where that is asked for' },
      'On a claim that has no fsGroup; no storage here ignores one. https://kubernetes-csi.github.io/docs/support-fsgroup.html'],
    ['on a claim that others own', { 'workloads/writable-persistent.test.ts': 'of others has no fsGroup and its groups' }],
    ['minutes in `ContainerCreating`',
      { 'controls/hardened/fs-group-change-policy.test.ts': 'is found' },
      `${KUBELET} https://kubernetes.io/docs/tasks/configure-pod-container/security-context/`],
    [['container has runAsNonRoot', 'image will run as root'],
      { 'runtime/users.runtime.ts': 'uid and gid 65532 where nothing is said' },
      `${KUBELET} https://github.com/kubernetes/kubernetes/blob/master/pkg/kubelet/kuberuntime/security_context_others.go`],
    ['although `NET_BIND_SERVICE` is added',
      { 'tree/gate-startup.test.ts': 'is not opened by NET_BIND_SERVICE', 'workloads/writable-start.test.ts': 'needs no NET_BIND_SERVICE' },
      'The synthesis says so. podman gives an added capability to every user, and a kubelet to root alone.'],
    ['unable to validate against any',
      { 'workloads/platforms.test.ts': 'Hardened$kind as $name on $platform' },
      'Not run here: there is no OpenShift. https://github.com/Alfresco/acs-deployment/issues/990'],
  ],

  'Identity and platforms': [
    ['`RunAs.nonRoot()`, the default',
      { 'policy/run-as.test.ts': 'nonRoot', 'runtime/users.runtime.ts': 'uid and gid 65532 where nothing is said' }],
    ['`RunAs.user(uid, gid?)`',
      { 'policy/run-as.test.ts': '%s is that user and group', 'runtime/apps/applications.runtime.ts': 'with the preset' }],
    ['`RunAs.unique({ seed? })`',
      {
        'policy/run-as.test.ts': 'every seed gives the same id again',
        'runtime/users.runtime.ts': 'Two workloads with `RunAs.unique()`',
        'policy/identity.test.ts': 'a seed is needed beside a persistent volume',
      },
      'That limits count by uid is the kernel\'s: https://man7.org/linux/man-pages/man2/getrlimit.2.html'],
    ['`RunAs.imageUser()`',
      { 'policy/identity.test.ts': 'imageUser emits fsGroup and no other id', 'runtime/users.runtime.ts': '`RunAs.imageUser()` leaves' }],
    ['`RunAs.platformAssigned()`',
      { 'workloads/platforms.test.ts': 'Hardened$kind as $name on $platform' }, 'Not run here: there is no OpenShift.'],
    ['`RunAs.rootInUserNamespace()`',
      {
        'policy/identity.test.ts': ['emits root, a user namespace', 'can be waived below 1.35'],
        'runtime/users.runtime.ts': '`RunAs.rootInUserNamespace()` is root inside',
      }],
    ['fsGroup makes volumes writable',
      { 'runtime/volumes.runtime.ts': 'A persistent path is writable', 'runtime/users.runtime.ts': '`SecretFiles` gives a Secret' }],
    ['`supplementalGroups` adds', { 'policy/identity.test.ts': 'are emitted' }],
    ['`containerRunAs` gives',
      { 'policy/identity.test.ts': 'gives single containers ids', 'runtime/users.runtime.ts': 'With `containerRunAs`' }],
    ['`userNamespace: true` adds', { 'policy/identity.test.ts': 'goes with %s', 'runtime/users.runtime.ts': '`userNamespace` makes root' }],
    ['It needs Kubernetes 1.33',
      { 'policy/identity.test.ts': 'does not go with %s', 'controls/startup/user-namespace.test.ts': 'says how large an id may be' },
      'What the node needs: https://kubernetes.io/docs/concepts/workloads/pods/user-namespaces/'],
    ['What the author wrote in a',
      {
        'workloads/defaults.test.ts': 'nothing where the author said it',
        'workloads/refusals.test.ts': 'contradict each other, at once',
        'policy/identity.test.ts': 'that the container has otherwise',
      }],
    ['says where the manifests are going to run', { 'policy/defaults.test.ts': ['the Kubernetes version', 'the platform, of the scope'] }],
    ['What the platform would refuse',
      { 'workloads/platforms.test.ts': 'on $platform is refused', 'controls/platform': 'has no such rule' },
      'Not run here: neither OpenShift nor GKE.'],
    ['`KUBERNETES`, the default', { 'workloads/platforms.test.ts': 'Hardened$kind as $name on $platform' }],
    ['`OPENSHIFT` (restricted-v2)',
      {
        'controls/platform/openshift-ids.test.ts': 'restricted-v2',
        'controls/platform/openshift-profiles.test.ts': 'survives',
        'controls/platform/openshift-user-namespace.test.ts': 'hostUsers',
      }],
    ['`OPENSHIFT_V3` (restricted-v3',
      { 'controls/platform/openshift-ids.test.ts': 'restricted-v3', 'workloads/platforms.test.ts': 'Hardened$kind as $name' }],
    ['`GKE_AUTOPILOT`',
      {
        'workloads/platforms.test.ts': ['gives a Hardened$kind the storage', 'refuses more storage than there is'],
        'controls/platform/autopilot-resources.test.ts': 'tells all three',
      }],
    ['What is newer than `kubernetesVersion`',
      {
        'controls/startup/newer-than-target.test.ts': '%s counts',
        'policy/app-armor.test.ts': 'since 1.30, and in annotations before',
        'workloads/writable-seeded.test.ts': 'needs Kubernetes 1.35',
        'policy/identity.test.ts': 'what the image adds counts',
      }],
    ['An AppArmor profile', { 'policy/app-armor.test.ts': 'since 1.30, and in annotations before' }],
    ['No token of the service account',
      { 'workloads/defaults.test.ts': 'the pod', 'runtime/leave-one-out.runtime.ts': 'without $field' },
      'The field is tested; a file stands in for the token that a kubelet mounts.'],
    ['`ServiceAccountToken.projected` mounts',
      { 'policy/service-account-token.test.ts': ['mounts it read-only', 'takes the path', 'a short life', 'has an fsGroup'] },
      `Not run here: the file that a kubelet makes, which the fsGroup can read. ${STORAGE}/projected-volumes/`],
    ['`SecretFiles.mount` mounts',
      { 'runtime/users.runtime.ts': '`SecretFiles` gives a Secret', 'policy/secret-files.test.ts': 'files that the group may read' }],
    ['Vault\'s agent finds',
      { 'controls/startup/vault-agent-token.test.ts': ['a volume with a token', 'a token that nobody names'] },
      'Not run here: Vault. https://github.com/hashicorp/vault-k8s/blob/main/agent-inject/agent/agent.go'],
  ],

  'Dockerfiles': [
    ['The workload runs as the',
      {
        'readme.test.ts': 'shows a Dockerfile that gives',
        'policy/dockerfile-image.test.ts': ['a name that is given a number', 'the workload\'s, where it says one'],
      }],
    ['Where it gives no number', { 'policy/dockerfile-image.test.ts': 'and nobody says runAs' }],
    ['Where the two contradict',
      {
        'policy/dockerfile-image.test.ts': [
          'another user than the one of its files',
          'a VOLUME without a mount',
          'another port, and directories',
        ],
      }],
    ['Of several containers',
      { 'policy/dockerfile-image.test.ts': ['several containers, and none is named', 'each container that has a Dockerfile'] }],
    ['can be read', { 'policy/dockerfile-image.test.ts': 'all of it' }],
    ['Only the file is read', { 'dockerfile/read-dockerfile.test.ts': ['what makes the final image', 'variables'] }],
    ['`audit` judges it', { 'cli/dockerfiles.test.ts': 'what is a Dockerfile' }],
  ],

  'Judging what others made': [
    ['judges every object below',
      { 'tree/gate.test.ts': ['a workload by %s', 'fails it also when it comes after the gate', 'Helm is an Include'] }],
    ['It changes nothing', { 'tree/gate.test.ts': 'a gate changes nothing' }],
    ['`profile` is',
      { 'cli/options.test.ts': '--profile', 'pss/pss.test.ts': 'is judged as by the reference', 'policy/defaults.test.ts': 'the profile' }],
    ['`failOn` is', { 'tree/gate.test.ts': ['fail where they are told to', 'where nothing fails'] }],
    ['told on stderr', { 'tree/gate.test.ts': 'go to stderr once per synthesis, a line per control' }],
    ['All findings of the app', { 'workloads/refusals.test.ts': 'all errors of an app', 'tree/gate.test.ts': 'named by its path' }],
    ['returns them instead', { 'tree/gate.test.ts': 'returns the findings and fails nothing' }],
    ['are always judged by `HARDENED`', { 'workloads/refusals.test.ts': 'a writable root' }],
  ],

  'Waivers': [
    ['An exception is made',
      {
        'readme.test.ts': 'a gate and a waiver that work',
        'tree/waiving.test.ts': ['a waiver covers only what it names', 'a reason of one word'],
      }],
    ['It must name the container',
      {
        'tree/waiving.test.ts': ['where a value must be named', 'where the container must be named'],
        'engine/evaluate.test.ts': 'what a waiver must write',
      }],
    ['a later sidecar', { 'tree/waiving.test.ts': ['not another container', 'not another value'] }],
    ['Every error prints',
      { 'reports/text.test.ts': 'a failure names both ways out', 'workloads/refusals.test.ts': 'and says both ways out' }],
    [['is the last day', 'After it'], { 'tree/waiving.test.ts': ['on the day, to its end in UTC', 'the moment after'] }],
    ['that covers nothing fails', { 'tree/waiving.test.ts': 'a waiver that is not needed fails', 'waivers/problems.test.ts': 'unused' }],
    [['For workloads that others made', 'Only the named targets'],
      { 'tree/waiving.test.ts': ['a waiver for what others made', 'not another workload'] }],
    [['sets limits for everything', 'An inner scope'],
      { 'tree/waiving.test.ts': ['maxWaiverDays', 'may forbid it', 'limits on waivers cannot be got round'] }],
    ['carries its waivers in',
      { 'tree/waiving.test.ts': 'carries the waiver on its own metadata', 'docs/waivers.test.ts': 'the annotation' }],
    ['written there by hand', { 'waivers/annotation.test.ts': ['one of its own', 'a waiver that nobody made goes'] }],
    ['takes them from a policy file',
      { 'tree/listed-waivers.test.ts': 'a listed waiver', 'docs/waivers.test.ts': 'the policy file, by the gate' }],
  ],

  'On files: audit and explain': [
    [['The same controls judge', 'the audit says'],
      { 'yaml/kubectl.test.ts': 'agrees with kubectl', 'readme.test.ts': 'shows what the audit says of a file' }],
    ['It takes files, folders',
      {
        'cli/inputs.test.ts': ['a folder: all manifests', 'standard input beside files'],
        'cli/dockerfiles.test.ts': 'all of those in a folder',
      }],
    ['It exits with 1', { 'cli/options.test.ts': '--fail-on', 'cli/inputs.test.ts': 'what cannot be read is 2, with its place' }],
    ['would read a file differently',
      { 'yaml/errors.test.ts': '%j is refused: %s', 'cli/inputs.test.ts': 'what cannot be read is 2, with its place' }],
    ['say where the manifests are going to run', { 'cli/options.test.ts': ['--kubernetes-version', '--platform'] }],
    ['It judges each', { 'cli/dockerfiles.test.ts': '%s, named', 'dockerfile/fixtures.test.ts': '%s is found in some' }],
    ['So it says', { 'readme.test.ts': 'shows what the audit says of a Dockerfile' }],
    ['`--format json` gives',
      {
        'cli/options.test.ts': 'holds all fields',
        'cli/places.test.ts': 'the pointer into the document',
        'cli/output.test.ts': 'leaves nothing',
        'cli/in-process.test.ts': 'stays as it was',
      }],
    ['`--waivers file', { 'cli/waivers.test.ts': ['counts what is listed', 'fails a self-declared waiver'] }],
    ['A Dockerfile waives', { 'waivers/dockerfile-comments.test.ts': 'several', 'docs/waivers.test.ts': 'the comment of a Dockerfile' }],
    ['`npx cdk8s-hardened explain', { 'cli/explain.test.ts': 'says all that is known of one' }],
  ],

  'Finding writable paths': [
    [['can be seen by running it', 'does that under podman or docker'],
      {
        'runtime/suggest/suggest-paths.runtime.ts': ['it answers as the README shows', 'does its work read-only, and without it does not'],
        'runtime/suggest/runs.runtime.ts': 'what the command line of Docker prints',
      },
      'Not run here: Docker itself. podman stands in for it.'],
    ['The same follows as YAML',
      { 'runtime/suggest/suggest-paths.runtime.ts': 'a pod with the YAML', 'cli/suggest/report.test.ts': 'the JSON holds all of it' }],
    ['It runs for',
      {
        'runtime/suggest/runs.runtime.ts': 'it runs for the time',
        'runtime/suggest/suggest-paths.runtime.ts': 'it finds what an image writes',
      }],
    ['Ctrl-C ends', { 'runtime/suggest/runs.runtime.ts': 'Ctrl-C ends the run' }],
    ['What it writes later', { 'runtime/suggest/runs.runtime.ts': ['a command that ends well', 'options of the runtime are handed on'] }],
    ['An ENTRYPOINT of the image', { 'runtime/suggest/runs.runtime.ts': 'that an ENTRYPOINT gets' }],
    [['gets its volume one step above', 'Elsewhere it is told'],
      { 'cli/suggest/remarks.test.ts': 'it may fail where there is one', 'cli/suggest/suggestion.test.ts': 'the one in which it was made' }],
    ['It looks once a second', { 'runtime/suggest/runs.runtime.ts': 'what comes and goes while it runs' }],
    ['A path is to be seeded', { 'cli/suggest/suggestion.test.ts': ['what is seeded', 'where the user cannot read all of it'] }],
    ['A `VOLUME` of the image', { 'cli/suggest/suggestion.test.ts': ['a VOLUME is written', 'stays one of its own'] }],
    ['For a path that no volume', { 'cli/suggest/suggestion.test.ts': 'what cannot be declared' }],
    ['are handed to the runtime', { 'runtime/suggest/runs.runtime.ts': 'user, environment and options' }],
    ['The container is removed', { 'runtime/suggest/runs.runtime.ts': ['gives it up', 'a container that cannot be removed is named'] }],
    ['It exits with 2 where it could not run',
      {
        'runtime/suggest/runs.runtime.ts': [
          'is told in the words of the runtime',
          'one that dies says its last',
          'where --until never succeeds',
        ],
      }],
  ],

  'Defaults of a scope': [
    ['sets, for every hardened workload',
      {
        'policy/defaults.test.ts': ['hold for what is below it', 'the nearest wins'],
        'policy/runtime-preset.test.ts': 'hold where the workload has no runtimes',
      }],
    ['The nearest scope wins', { 'policy/defaults.test.ts': ['the nearest wins', 'what the workload says itself'] }],
  ],

  'JSON patches': [
    [['runs before hardening', 'So it can change'],
      { 'workloads/parent.test.ts': 'JSON patches run first', 'workloads/refusals.test.ts': 'a JSON patch of %s' }],
    ['It does not see what is added', { 'workloads/parent.test.ts': 'a patch does not see what is added' }],
  ],

  'What it does not do': [
    ['It does not look into images',
      { 'policy/dockerfile-image.test.ts': 'all of it', 'runtime/suggest/suggest-paths.runtime.ts': 'it finds what an image writes' }],
    ['a plain `Deployment` in the same app', { 'tree/gate.test.ts': 'a plain workload beside a hardened one stays as it is' }],
  ],

  'More': [
    ['docs/proof.md', { 'runtime/attacks.runtime.ts': 'stops every attack under podman', 'docs/proof.test.ts': 'shows the claims' }],
    ['docs/controls.md', { 'reports/control-facts.test.ts': 'no name of a standard is forgotten' }],
    ['docs/waivers.md', { 'docs/waivers.test.ts': 'every field of a waiver' }],
    [[
      'apps to copy', 'examples/aspnet-shop:', 'examples/aspnet-shop-openshift', 'examples/nginx-static-site',
      'examples/spring-boot', 'examples/node-api', 'examples/postgres', 'examples/backup-cron-job', 'examples/log-shipper',
    ],
    { 'examples/examples.test.ts': ['synthesises exactly what is checked in', 'in a project of its own'] }],
    ['examples/php-fpm-nginx', { 'runtime/apps/examples.runtime.ts': 'examples/php-fpm-nginx' }],
    ['examples/rootless-build', { 'runtime/suggest/rootless-build.runtime.ts': 'built with %s' }],
  ],
};

/** Pieces of the sentences that claim nothing about what the library does. */
export const CLAIM_NOTHING: { readonly [section: string]: OneOrMore } = {
  'The problem': ['Even so:', 'lists the messages'],
  'Writable paths': 'Seed the directory below it',
  'What breaks, and what to write': ['An application that was made for root', '`claim` is a claim'],
  'On files: audit and explain': 'So for a `pod.yaml`',
  'What it does not do': ['is its own affair', 'It does not judge commands', 'Writable paths are not `noexec`'],
  'More': ['docs/debugging.md', 'CONTRIBUTING.md', 'License'],
};
