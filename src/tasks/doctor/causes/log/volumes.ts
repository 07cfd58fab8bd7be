import { normalizePath } from '../../../../formats/manifest/paths';
import { runtimeSocketAt, sensitiveDirectoryAt } from '../../../../policy/controls/host-paths';
import { CatalogedCause, Remedy, SignMatch } from '../../cause';
import { EvidentMount, isAlwaysReadOnly, isScratchMount, isOfKubelet, mountOf } from '../../evidence';
import { containerYaml } from '../../fixes';
import { isFile, isInVolume, isSecret } from '../../log-facts';
import { failedPath } from '../../log-path';
import { directoryFor, pathsIn } from '../../paths';
import { ownersInVolume } from '../../remedies/owners';
import { userFix } from '../../remedies/user';
import { BUSY, CHANGES_OWNER, DENIED, EROFS, SQLITE } from '../../words';

/** Makes the mount writable. It does not replace the volume, which may have data. */
function writableMount(found: SignMatch, { path, volume, claim, readOnly }: EvidentMount): Remedy {
  const byStorage = 'the node or the storage made it read-only: look for errors of the file system in `dmesg` of the node, for a full or '
    + `detached disk, and in \`kubectl describe ${claim === undefined ? 'pod' : `pvc ${claim}`}\`; check its backup before you repair it`;
  return {
    do: readOnly
      ? `remove \`readOnly\` from the mount of ${path} and from its volume ${volume}`
      : `remove \`readOnly\` from the volume ${volume} or its PersistentVolume, if it has one. Otherwise ${byStorage}`,
    typescript: `// of the container: mount('${path}', volume), without readOnly`,
    yaml: containerYaml(found, 'volumeMounts:', `  - { name: ${volume}, mountPath: ${path}, readOnly: false }`),
  };
}

const OF_TOKEN = /\/run\/secrets\/kubernetes\.io(?:\/|$)/;

/** The files of a ConfigMap, Secret, projected volume or image are never writable, so the program writes copies of them. */
function writtenElsewhere(found: SignMatch, { path, volume, type }: EvidentMount): Remedy {
  if (OF_TOKEN.test(path)) {
    return {
      do: `use an option, a variable or a setting of the program to write outside of ${path}, where Kubernetes mounts the token`,
      typescript: '// of the container: args or envVariables that name a file in /tmp',
      yaml: containerYaml(found, 'args: [--FILE, /tmp/FILE]'),
    };
  }
  return {
    do: `mount the ${type} at another path, and copy its files to ${path} at the start, so that the program can write there`,
    typescript: `writablePaths: [WritablePath.fromEmptyDir('${path}')],   // and the ${type} at another path`,
    yaml: containerYaml(found, 'volumeMounts:', `  - { name: ${volume}, mountPath: ${path}-source, readOnly: true }`),
  };
}

function withFsGroup({ evidence: { uid } }: SignMatch, { path }: EvidentMount): Remedy {
  return {
    do: `set an fsGroup; on storage that ignores it (NFS, EFS), change the owner of ${path} to the uid ${uid ?? 'of the pod'}`,
    typescript: `writablePaths: [WritablePath.fromPersistentVolumeClaim('${path}', claim)],   // on `
      + 'NFS: { takeOwnership: { reason: \'NFS ignores fsGroup\' } }',
    yaml: `securityContext:\n  fsGroup: ${uid ?? 65532}\n  fsGroupChangePolicy: OnRootMismatch`,
    settings: `runAs: { user: ${uid ?? 'UID'}, group: ${uid ?? 'GID'}, fsGroup: ${uid ?? 'GID'} }`,
  };
}

/** For a pod with an fsGroup: the storage ignores it, or a program closed its files to the group. */
function ownedByUser({ evidence: { uid, fsGroup } }: SignMatch, { path }: EvidentMount): Remedy {
  return {
    do: `change the owner of the files in ${path} to the uid ${uid ?? 'of the pod'}: the pod has the fsGroup ${fsGroup} already, so its `
      + 'storage ignores it (NFS, EFS), or another user created files there that the group cannot write',
    typescript: `writablePaths: [WritablePath.fromPersistentVolumeClaim('${path}', claim, { `
      + 'takeOwnership: { reason: \'the storage ignores fsGroup\' } })],',
    yaml: `# once, as root, in a pod with the PVC: chown -R ${uid ?? 'UID'}:${fsGroup} ${path}`,
  };
}

function isInReadOnlyVolume(found: SignMatch): boolean {
  const mount = isInVolume(found) ? mountOf(found.evidence, failedPath(found)!) : undefined;
  return mount !== undefined && (mount.readOnly || isAlwaysReadOnly(mount));
}

/** For an emptyDir, which everyone may write: another user in the pod closed its files to others. */
function oneUser({ evidence: { uid } }: SignMatch, { path, volume }: EvidentMount): Remedy {
  return {
    do: `run all init containers and containers that write the volume ${volume} as the same `
      + `uid${uid === undefined ? '' : `, such as ${uid}`}: every user can write to an emptyDir, so `
      + `another container created the files in ${path}, and other users cannot write them`,
    typescript: `runAs: RunAs.user(${uid ?? 'UID'}),   // and no user of its own for a container`,
    yaml: `securityContext:\n  runAsUser: ${uid ?? 'UID'}\n  runAsGroup: ${uid ?? 'GID'}`,
    settings: `runAs: ${uid ?? 'UID'}`,
  };
}

/** Directories that programs of the node and other pods write to, beside those that `sensitiveDirectoryAt` knows. */
const SHARED_ON_NODE: ReadonlySet<string> = new Set([
  '/home', '/mnt', '/run', '/tmp', '/var/cache', '/var/log', '/var/log/containers', '/var/log/journal', '/var/log/pods', '/var/spool',
  '/var/tmp',
]);

function isSharedOnNode({ hostPath, subPath = '' }: EvidentMount): boolean {
  const path = hostPath === undefined ? undefined : normalizePath(`${hostPath}/${subPath}`);
  return path !== undefined && (SHARED_ON_NODE.has(path) || [sensitiveDirectoryAt(path), runtimeSocketAt(path)].some((found) => found));
}

/** With another owner, the directory would be open to the pod, and perhaps closed to the programs of the node. */
function sharedOnNode(found: SignMatch, { volume, hostPath, path }: EvidentMount): Remedy {
  return {
    do: `use an option, a variable or a setting of the program to write outside of ${path}: the volume ${volume} is `
      + `${hostPath} of the node, whose own programs use it, so its owner and mode must not change. A program that only reads there `
      + 'needs the group of the files in supplementalGroups',
    typescript: '// of the container: args or envVariables that name a file in a PVC or an emptyDir',
    yaml: containerYaml(found, 'args: [--FILE, /tmp/FILE]   # or a file in a PVC'),
  };
}

const PLACES: { readonly [type: string]: string | undefined } = { hostPath: 'on the node', image: 'in its image' };

function ownedOutside({ evidence: { uid } }: SignMatch, { path, volume, type = 'other' }: EvidentMount): Remedy {
  const place = PLACES[type] ?? 'on its server';
  return {
    do: `change the owner of the directory of the volume ${volume} ${place} to the uid ${uid ?? 'of the pod'}: no fsGroup `
      + `applies to it${type === 'hostPath' ? '. A PVC in its place gets the group of the pod, and does not depend on a node' : ''}`,
    yaml: `# ${place}, as root: chown ${uid ?? 'UID'} DIRECTORY, which the container has at ${path}`,
  };
}

/** For an inline CSI volume: the driver may ignore the fsGroup, and no PVC outlives the pod. */
function ownedByDriver({ evidence: { uid } }: SignMatch, { volume }: EvidentMount): Remedy {
  return {
    do: `configure the CSI driver of the volume ${volume} to give its files to the uid ${uid ?? 'of the pod'}: by its volumeAttributes, `
      + 'such as the mount options `uid` and `gid`, or by an fsGroup if the driver supports it',
    yaml: `volumes:\n  - { name: ${volume}, csi: { driver: DRIVER, volumeAttributes: { `
      + `mountOptions: 'uid=${uid ?? 'UID'},gid=${uid ?? 'GID'}' } } }`,
  };
}

/** The volumes of the files that the line names. */
function mountsIn({ line, evidence }: SignMatch): readonly string[] {
  return [...new Set(pathsIn(line.text).flatMap((path) => mountOf(evidence, path)?.path ?? []))];
}

/** The mount whose mount point is in the line. */
function namedMount({ line, evidence }: SignMatch): EvidentMount | undefined {
  return pathsIn(line.text).map((path) => evidence.mounts.find((mount) => mount.path === path)).find((mount) => mount !== undefined);
}

/** The mount in the line, or the mount of the file that the program replaces: some programs name only the new file beside it. */
function busyMount(found: SignMatch): EvidentMount | undefined {
  return namedMount(found) ?? (BUSY.test(found.line.text) ? fileBeside(found) : undefined);
}

function fileBeside({ line, evidence }: SignMatch): EvidentMount | undefined {
  const folders = pathsIn(line.text).map(folderOf);
  return evidence.mounts.find(({ path, subPath }) => subPath !== undefined && folders.includes(folderOf(path)));
}

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/'));
}

function isWritable(mount: EvidentMount | undefined): boolean {
  return mount !== undefined && !mount.readOnly && !isAlwaysReadOnly(mount);
}

const REPLACES = /\b(?:renam\w*|mov(?:e|ing)|remov\w*|unlink\w*|rmdir|delet\w*|replac\w*)\b|^(?:rm|mv|sed|rmdir): /i;

/** A file in a directory that is mounted as a whole can be replaced. */
function wholeVolume(found: SignMatch, { path, volume }: EvidentMount): Remedy {
  return {
    do: `mount the volume ${volume} at a separate directory, and configure the program to use `
      + `the file there: ${path} is a subPath mount, which a program cannot replace`,
    typescript: '// of the container: a setting that names the file at its new path',
    yaml: containerYaml(found, 'volumeMounts:', `  - { name: ${volume}, mountPath: `
      + `${folderOf(path) === '' ? '/config' : `${folderOf(path)}/config`} }`),
  };
}

/** Uses of /dev/shm, in the words of programs that do not name it. */
const SHARED_MEMORY = /shared[ _]memory|\bshm(?:_open|get|at)?\b|\/dev\/shm|posix_fallocate|multiprocessing|DataLoader|resize shared/i;

const BUS_ERROR = /\bBus error\b|\bSIGBUS\b/;

function sharedMemoryFix(found: SignMatch): Remedy {
  return {
    do: 'mount a larger volume in memory at /dev/shm, which has 64Mi by default; its content uses '
      + 'the memory of the container, so raise the memory limit, too',
    typescript: "writablePaths: [WritablePath.fromEmptyDir('/dev/shm', { medium: WritablePathMedium.MEMORY, "
      + 'sizeLimit: Size.gibibytes(1) })],',
    yaml: `${containerYaml(found, 'volumeMounts:', '  - { name: shm, mountPath: /dev/shm }')}\nvolumes:\n  `
      + '- { name: shm, emptyDir: { medium: Memory, sizeLimit: 1Gi } }',
    settings: 'writablePaths: [{ path: /dev/shm, medium: Memory, sizeLimit: 1Gi }]',
  };
}

/** Only the request of a PVC can grow: another kind of volume would be without its data. */
function claimFix({ path, claim = 'NAME' }: EvidentMount): Remedy {
  return {
    do: `raise the request of the PVC ${claim} at ${path} (\`kubectl edit pvc ${claim}\`), if its StorageClass has `
      + '`allowVolumeExpansion: true`; or configure the program to store less there',
    yaml: '# of the PVC\nspec:\n  resources: { requests: { storage: MORE } }',
  };
}

/** The log does not name a path: it is about one of the volumes of the container that have a size. */
function unnamedFix({ evidence: { mounts } }: SignMatch): Remedy {
  const writable = mounts.filter(({ readOnly }) => !readOnly);
  const claims = writable.filter(({ type }) => type === 'claim');
  const sized = writable.filter(({ type }) => type === 'emptyDir' || type === 'memory');
  if (claims.length === 1 && sized.length === 0) {
    return claimFix(claims[0]);
  }
  const paths = [...sized, ...claims].map(({ path }) => path);
  const declared = sized.map(({ path }) => `WritablePath.fromEmptyDir('${path}', { sizeLimit: Size.gibibytes(2) })`).join(', ');
  return {
    do: `give ${paths.length === 0 ? 'the full volume' : `the volume at ${paths.join(' or ')}`} more room`
      + `${paths.length === 1 ? '' : ' (the log does not name it: `df -h` in the container shows which one is full)'}: a `
      + 'larger sizeLimit, or a volume on disk instead of in memory; a PVC by `kubectl edit pvc`',
    ...sized.length > 0 && {
      typescript: `writablePaths: [${declared}],`,
      yaml: ['volumes:', ...sized.map(({ volume }) => `  - { name: ${volume}, emptyDir: { sizeLimit: 2Gi } }`)].join('\n'),
      settings: `writablePaths: [${sized.map(({ path }) => `{ path: ${path}, sizeLimit: 2Gi }`).join(', ')}]`,
    },
  };
}

/** A ConfigMap or Secret that mounts one file: nothing can write or replace it, and a volume in its place would be a directory. */
function copiedFile(found: SignMatch, { path, volume, type, subPath }: EvidentMount): Remedy {
  const copy = `/tmp/${path.split('/').pop()}`;
  return {
    do: `remove the line that writes ${path} from the start script: the ${type} mounts this one file, which is always read-only. If the `
      + `program must change it, copy it at the start, such as to ${copy}, and configure the program to use the copy`,
    typescript: `// of the container: args or envVariables that name ${copy}; and writablePaths: [WritablePath.fromEmptyDir('/tmp')]`,
    yaml: containerYaml(found, `args: [--FILE, ${copy}]`, 'volumeMounts:', `  - { name: ${volume}, mountPath: ${path}, `
      + `subPath: ${subPath}, readOnly: true }`),
  };
}

/** Programs that cannot write, replace or move files in a volume. */
export const VOLUME_ERRORS: readonly CatalogedCause[] = [
  {
    id: 'read-only-volume',
    title: 'the program writes to a read-only volume',
    why: 'ConfigMaps, Secrets, projected volumes and images are always read-only. Other volumes are read-only if their mount is.',
    // EROFS itself shows that the volume is read-only, so no sign checks the mount.
    signs: [
      { in: 'log', text: EROFS, weight: 74, when: isInVolume },
      { in: 'log', text: SQLITE, weight: 74, when: isInReadOnlyVolume },
      // A failed chmod or chown causes later errors, such as a script that cannot be executed, so it ranks above them.
      {
        in: 'log',
        text: EROFS,
        weight: 80,
        when: (found) => CHANGES_OWNER.test(found.line.text) && isInVolume(found)
          && isOfKubelet(mountOf(found.evidence, failedPath(found)!)!),
      },
    ],
    fix: (found) => {
      const path = failedPath(found)!;
      const mount = mountOf(found.evidence, path)!;
      if (!isAlwaysReadOnly(mount)) {
        return writableMount(found, mount);
      }
      if (isOfKubelet(mount) && CHANGES_OWNER.test(found.line.text)) {
        return ownersInVolume(found, mount);
      }
      const isOneFile = mount.subPath !== undefined && mount.path === path;
      return isOneFile ? copiedFile(found, mount) : writtenElsewhere(found, mount);
    },
    example: {
      source: 'log',
      text: "sed: can't create temp file '/etc/app/app.confXXXXXX': Read-only file system",
      with: { mounts: [{ path: '/etc/app', volume: 'config', type: 'configMap', readOnly: true }] },
    },
  },
  {
    id: 'claim-permission',
    title: 'the user cannot write to a volume',
    why: 'The volume belongs to root or another user. An fsGroup gives it to the group of the '
      + 'pod, if the storage supports this. NFS, EFS and hostPath do not.',
    signs: [
      { in: 'log', text: DENIED, weight: 72, when: (found) => isFile(found) && isInVolume(found) && !isSecret(found) },
      {
        in: 'log',
        text: /not (?:writable|writeable)|not accessible for user|no write (?:access|permission)/i,
        when: (found) => isInVolume(found) && !isSecret(found),
      },
      { in: 'log', text: SQLITE, weight: 66, when: (found) => isInVolume(found) && !isSecret(found) },
    ],
    fix: (found) => {
      const mount = mountOf(found.evidence, failedPath(found)!)!;
      if (mount.type === 'emptyDir' || mount.type === 'memory') {
        return oneUser(found, mount);
      }
      if (mount.type === 'csi') {
        return ownedByDriver(found, mount);
      }
      if (isSharedOnNode(mount)) {
        return sharedOnNode(found, mount);
      }
      if (mount.keepsOwners) {
        return ownedOutside(found, mount);
      }
      return found.evidence.fsGroup === undefined ? withFsGroup(found, mount) : ownedByUser(found, mount);
    },
    example: {
      source: 'log',
      text: "sh: can't create /data/x: Permission denied",
      with: { mounts: [{ path: '/data', volume: 'data', type: 'claim', readOnly: false }] },
    },
  },
  {
    id: 'seed-failed',
    title: 'an init container of this library could not copy files of the image',
    why: '`WritablePath.fromImage` copies a directory of the image into a volume before '
      + 'the program starts; the message contains the missing part.',
    signs: [{ in: 'log', text: /^seed: (?<what>(?!.*(?:stays as it is|was copied)).+)/, weight: 82 }],
    fix: (found) => ({
      do: SEED_ADVICE.find(([failure]) => failure.test(found.facts.what ?? ''))?.[1] ?? OTHER_SEED_ADVICE,
      typescript: /has no directory/.test(found.facts.what ?? '')
        ? `writablePaths: [WritablePath.fromEmptyDir('${pathsIn(found.line.text)[0] ?? 'PATH'}')],`
        : userFix(found).typescript,
    }),
    example: { source: 'log', text: 'seed: registry.example.com/web:1 has no directory /etc/web' },
  },
  {
    id: 'ownership-failed',
    title: 'an init container of this library could not change the owner of a PVC',
    why: 'The storage does not let root change owners. An example is an NFS export with root_squash.',
    signs: [{ in: 'log', text: /^own: (?<what>cannot .+)/, weight: 82 }],
    fix: () => ({
      do: 'change the owner on the server of the storage to the uid of the pod, or use the group that owns it',
      typescript: "WritablePath.fromPersistentVolumeClaim('PATH', claim, { groupOwnership: false, supplementalGroups: [GID] })",
      yaml: 'securityContext:\n  supplementalGroups: [GID]',
    }),
    example: { source: 'log', text: 'own: cannot give /cdk8s-hardened/claim to 999' },
  },
  {
    id: 'cross-device-rename',
    title: 'the program moves a file from one volume to another in one step',
    why: 'Each mount is a separate file system, even if two mounts show paths of '
      + 'the same volume. Rename and hard links work only within one mount.',
    signs: [{ in: 'log', text: /\bcross-device link\b|\bEXDEV\b|(?:Errno|os error) 18\b|AtomicMoveNotSupportedException/i, weight: 76 }],
    fix: (found) => {
      const mounts = mountsIn(found);
      const target = mounts.find((path) => !/^\/(?:var\/)?tmp$/.test(path)) ?? 'PATH';
      return {
        do: 'configure the program to create its temporary files in the '
          + `target volume${mounts.length > 0 ? ` (the log names ${mounts.join(' and ')})` : ''}: an option, `
          + 'or TMPDIR; or mount one volume at a directory that has both',
        typescript: `presets: [RuntimePreset.custom('temporary', { environment: { TMPDIR: '${target}' } })],`,
        yaml: containerYaml(found, 'env:', `  - { name: TMPDIR, value: ${target} }`),
        settings: `environment: { TMPDIR: ${target} }`,
      };
    },
    example: { source: 'log', text: "Error: EXDEV: cross-device link not permitted, rename '/tmp/upload' -> '/data/upload'" },
  },
  {
    id: 'mount-point-busy',
    title: 'the program removes or replaces a directory or file at which a volume is mounted',
    why: 'A mount point is writable, but cannot be removed or renamed, because the mount uses its name.',
    signs: [
      { in: 'log', text: BUSY, weight: 79, when: (found) => busyMount(found) !== undefined },
      // In a log without its pod, the mounts are unknown. But a rename or removal finds its path busy only if that is a mount.
      {
        in: 'log',
        text: BUSY,
        weight: 66,
        when: ({ line, evidence: { tty } }) => tty === undefined && REPLACES.test(line.text) && pathsIn(line.text).length > 0,
      },
      // A removal of the mount point changes the directory above, and that one is read-only. If hardening filled in the volume, the
      // directory above is the path that must be writable.
      {
        in: 'log',
        text: EROFS,
        weight: 79,
        when: (found) => isWritable(namedMount(found)) && !isScratchMount(namedMount(found)) && !CHANGES_OWNER.test(found.line.text),
      },
    ],
    fix: (found) => {
      const mount = busyMount(found);
      if (mount?.subPath !== undefined) {
        return isAlwaysReadOnly(mount) ? copiedFile(found, mount) : wholeVolume(found, mount);
      }
      const path = mount?.path ?? pathsIn(found.line.text)[0];
      return {
        do: `configure the program to use a directory below ${path}, such as ${path}/data, which it can create and replace itself: `
          + `${mount
            ? `${path} is the mount of the volume ${mount.volume}`
            : `a volume is mounted there. If ${path} is a file that is mounted by subPath, or is beside one, mount its volume at a `
              + 'directory of its own instead, or let the program change a copy'}`,
        typescript: `// of the container: a setting that names ${path}/data`,
        yaml: containerYaml(found, `args: [--DIRECTORY, ${path}/data]`),
      };
    },
    example: {
      source: 'log',
      text: "rm: cannot remove '/var/cache/shop': Device or resource busy",
      with: { mounts: [{ path: '/var/cache/shop', volume: 'cache', type: 'emptyDir', readOnly: false }] },
    },
  },
  {
    id: 'disk-full',
    title: 'a volume is full',
    why: 'A volume in memory (`medium: Memory`) has the size of its sizeLimit, /dev/shm has 64Mi, and a PVC what it requests. A program '
      + 'that maps a file of a full volume into memory is killed by the signal SIGBUS, with exit code 135.',
    signs: [
      // The file behind memory is gone or full: nearly always /dev/shm.
      { in: 'log', text: BUS_ERROR, weight: 72 },
      { in: 'cluster', reason: /^Error$/, text: /^exit code 135$/, weight: 76 },
      {
        in: 'log',
        text: /No space left on device|\bENOSPC\b|(?:Errno|os error|error number) 28\b|There is not enough space on the disk/i,
        weight: 74,
        when: ({ line }) => !/inotify|watch/i.test(line.text),
      },
    ],
    fix: (found) => {
      const path = SHARED_MEMORY.test(found.line.text) || BUS_ERROR.test(found.line.text) || found.line.source === 'cluster'
        ? '/dev/shm'
        : failedPath(found) ?? (SHARED_MEMORY.test(found.line.around ?? '') ? '/dev/shm' : undefined);
      if (path?.startsWith('/dev/shm')) {
        return sharedMemoryFix(found);
      }
      if (path === undefined) {
        return unnamedFix(found);
      }
      const mount = mountOf(found.evidence, path);
      if (mount?.type === 'claim') {
        return claimFix(mount);
      }
      const at = mount?.path ?? directoryFor(path, false)?.path ?? 'PATH';
      return {
        do: `give the volume at ${at} more room: a larger sizeLimit, or a volume on disk instead of in `
          + `memory${mount === undefined ? '; a PVC by \`kubectl edit pvc\`' : ''}`,
        typescript: `writablePaths: [WritablePath.fromEmptyDir('${at}', { sizeLimit: Size.gibibytes(2) })],`,
        yaml: `volumes:\n  - { name: ${mount?.volume ?? 'VOLUME'}, emptyDir: { sizeLimit: 2Gi } }`,
        settings: `writablePaths: [{ path: ${at}, sizeLimit: 2Gi }]`,
      };
    },
    example: { source: 'log', text: "dd: error writing '/cache/file': No space left on device" },
  },
];

/** The advice for a message of the init container: the first whose pattern matches. */
const SEED_ADVICE: readonly (readonly [failure: RegExp, advice: string])[] = [
  [/has no directory/, 'use emptyDir for this path: the image has no such directory'],
  [/cannot read/, 'run as the user for which the image is designed, or make the directory readable for everyone when you build the image'],
  [
    /cannot write|cannot move|cannot remove/,
    'make the volume writable for the pod, with an fsGroup, or with takeOwnership on NFS; if the volume is full, enlarge it',
  ],
  [/no directory$/, 'rename the file or link that has the name of the directory: files can only be copied into a directory'],
];
const OTHER_SEED_ADVICE = 'give the volume a larger sizeLimit, and look for files that the user cannot read';
