import { all, FLAG, INTEGER, list, map, object, QUANTITY, TEXT } from './shape';

const FIELD_REF = object(all(TEXT, 'apiVersion', 'fieldPath'));
const ITEMS = list(object({ ...all(TEXT, 'key', 'path'), mode: INTEGER, fieldRef: FIELD_REF, resourceFieldRef: object() }));

const CONFIG_MAP = object({ name: TEXT, optional: FLAG, defaultMode: INTEGER, items: ITEMS });
const SECRET = object({ ...all(TEXT, 'name', 'secretName'), optional: FLAG, defaultMode: INTEGER, items: ITEMS });
const DOWNWARD_API = object({ defaultMode: INTEGER, items: ITEMS });

const PROJECTED = object({
  defaultMode: INTEGER,
  sources: list(object({
    configMap: CONFIG_MAP,
    secret: SECRET,
    downwardAPI: DOWNWARD_API,
    serviceAccountToken: object({ ...all(TEXT, 'audience', 'path'), expirationSeconds: INTEGER }),
    clusterTrustBundle: object({ ...all(TEXT, 'name', 'path', 'signerName'), optional: FLAG, labelSelector: object() }),
    podCertificate: object(all(TEXT, 'certificateChainPath', 'credentialBundlePath', 'keyPath', 'keyType', 'signerName')),
  })),
});

const CLAIM_TEMPLATE = object({
  metadata: object(all(map(TEXT), 'annotations', 'labels')),
  spec: object({
    accessModes: list(TEXT),
    ...all(TEXT, 'storageClassName', 'volumeMode', 'volumeName', 'volumeAttributesClassName'),
    resources: object(all(map(QUANTITY), 'limits', 'requests')),
  }),
});

/** A disk or file system of some storage system: of these, controls read only whether they are read-only. */
const DISK = object({ readOnly: FLAG });

/** One of a pod's `volumes`. */
export const VOLUME_SHAPE = object({
  name: TEXT,
  configMap: CONFIG_MAP,
  csi: object({
    ...all(TEXT, 'driver', 'fsType'),
    readOnly: FLAG,
    nodePublishSecretRef: object({ name: TEXT }),
    volumeAttributes: map(TEXT),
  }),
  downwardAPI: DOWNWARD_API,
  emptyDir: object({ medium: TEXT, mode: INTEGER, sizeLimit: QUANTITY }),
  ephemeral: object({ volumeClaimTemplate: CLAIM_TEMPLATE }),
  hostPath: object(all(TEXT, 'path', 'type')),
  image: object(all(TEXT, 'pullPolicy', 'reference')),
  nfs: object({ ...all(TEXT, 'path', 'server'), readOnly: FLAG }),
  persistentVolumeClaim: object({ claimName: TEXT, readOnly: FLAG }),
  projected: PROJECTED,
  secret: SECRET,
  ...all(DISK, 'awsElasticBlockStore', 'azureDisk', 'azureFile', 'cephfs', 'cinder', 'fc', 'flexVolume', 'flocker', 'gcePersistentDisk',
    'gitRepo', 'glusterfs', 'iscsi', 'photonPersistentDisk', 'portworxVolume', 'quobyte', 'rbd', 'scaleIO', 'storageos', 'vsphereVolume'),
});
