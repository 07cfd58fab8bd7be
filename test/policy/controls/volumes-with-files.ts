/** A volume, or the pod's fields, and what an fsGroup does there in a pod that does not run as root. */
export interface FileCase {
  readonly title: string;
  readonly volume: object;
  /** Whether files can be older than the pod. */
  readonly isStorage: boolean;
  readonly needsGroup: boolean;
}

const made = (title: string, volume: object, needsGroup: boolean): FileCase => ({ title, volume, isStorage: false, needsGroup });
const stored = (title: string, volume: object): FileCase => ({ title, volume, isStorage: true, needsGroup: true });

const ITEM = { key: 'k', path: 'p' };

export const FILE_CASES: readonly FileCase[] = [
  stored('a claim', { persistentVolumeClaim: { claimName: 'data' } }),
  stored('a generic ephemeral volume', { ephemeral: { volumeClaimTemplate: {} } }),
  stored('a CSI volume', { csi: { driver: 'd' } }),
  stored('a disk', { iscsi: { targetPortal: 'p', iqn: 'i', lun: 0 } }),
  stored('a type that no one knows', { future: {} }),
  made('an emptyDir', { emptyDir: {} }, false),
  made('an emptyDir with a limit', { emptyDir: { sizeLimit: '1Gi' } }, false),
  made('an emptyDir in memory', { emptyDir: { medium: 'Memory' } }, false),
  made('an emptyDir on disk', { emptyDir: { medium: '' } }, false),
  made('an emptyDir of huge pages', { emptyDir: { medium: 'HugePages-2Mi' } }, true),
  made('a hostPath', { hostPath: { path: '/srv' } }, false),
  made('NFS', { nfs: { server: 's', path: '/' } }, false),
  made('CephFS', { cephfs: { monitors: [] } }, false),
  made('an image', { image: { reference: 'a:1' } }, false),
  made('a Secret', { secret: { secretName: 's' } }, false),
  made('a Secret for its owner', { secret: { secretName: 's', defaultMode: 0o400 } }, true),
  made('a Secret for its group', { secret: { secretName: 's', defaultMode: 0o440 } }, true),
  made('a Secret for all', { secret: { secretName: 's', defaultMode: 0o444 } }, false),
  made('a Secret with one file for its group', { secret: { secretName: 's', items: [ITEM, { ...ITEM, mode: 0o440 }] } }, true),
  made('a Secret with files for all', { secret: { secretName: 's', items: [ITEM, { ...ITEM, mode: 0o644 }] } }, false),
  made('scripts for all', { configMap: { name: 'c', defaultMode: 0o755 } }, false),
  made('scripts that others may only read', { configMap: { name: 'c', defaultMode: 0o754 } }, true),
  made('scripts that only their owner may execute', { configMap: { name: 'c', defaultMode: 0o744 } }, false),
  made('files that others may only execute', { configMap: { name: 'c', defaultMode: 0o751 } }, true),
  made('files without rights', { configMap: { name: 'c', defaultMode: 0 } }, true),
  made('the downward API', { downwardAPI: { items: [] } }, false),
  made('the downward API for its owner', { downwardAPI: { items: [{ path: 'p', mode: 0o600 }] } }, true),
  made('a projected volume', { projected: { sources: [{ secret: { name: 's' } }, { serviceAccountToken: { path: 't' } }] } }, false),
  made('a projected volume for its owner', { projected: { defaultMode: 0o400, sources: [] } }, true),
  ...(['secret', 'configMap', 'downwardAPI'] as const).map((source) =>
    made(`a projected ${source} for its owner`, { projected: { sources: [{ secret: { name: 's' } }, { [source]: { items: [{ ...ITEM, mode: 0o400 }] } }] } }, true)),
];
