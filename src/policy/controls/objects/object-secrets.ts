import { asObject, asString, isObject, JsonObject, Path, read, textOf } from '../../../formats/manifest/json';
import { visitOutsidePods } from '../../../formats/manifest/outside-pods';
import { toFieldPath } from '../../../formats/manifest/paths';
import { isInValues, valuesOfCharts } from '../../../formats/manifest/values-of-charts';
import { groupKind } from '../../../formats/manifest/workload';
import { Violation } from '../check';
import { ObjectControl } from '../control';
import { secretKindInFile } from '../secrets/secret-files';
import { HIDDEN, secretForm, secretIn } from '../secrets/secret-forms';
import { isKeyInSecret, secretKind } from '../secrets/secrets';

/** Kinds that contain secrets by their purpose, or that other controls check. */
const LEFT_OUT: ReadonlySet<string> = new Set([
  '/ConfigMap', '/Secret', 'bitnami.com/SealedSecret', 'apiextensions.k8s.io/CustomResourceDefinition',
]);

/** Fields whose names mean secrets, besides values of charts: options of drivers, with any names. */
const NAMED: { readonly [groupKind: string]: readonly Path[] | undefined } = {
  'storage.k8s.io/StorageClass': [['parameters']],
  'snapshot.storage.k8s.io/VolumeSnapshotClass': [['parameters']],
  '/PersistentVolume': [['spec', 'csi', 'volumeAttributes'], ['spec', 'flexVolume', 'options']],
  'argoproj.io/Application': [['spec', 'source', 'helm'], ['spec', 'sources']],
  'argoproj.io/ApplicationSet': [['spec', 'template', 'spec', 'source', 'helm'], ['spec', 'template', 'spec', 'sources']],
  'helm.cattle.io/HelmChart': [['spec', 'valuesContent'], ['spec', 'set']],
  'helm.cattle.io/HelmChartConfig': [['spec', 'valuesContent']],
};

/** Names of drivers' options that refer to Secrets: `csi.storage.k8s.io/node-publish-secret-name`. */
const REFERENCE = /secret-?(?:name|namespace|ref)$|^existing/i;
/** Base64 that the API server or an operator reads: certificates, bundles and keys that are public or encrypted. */
const PUBLIC = /^(?:caBundle|certificate|request|ca(?:Data|Cert)?)$/i;
const LONGEST = 1024 ** 2;

export const objectSecrets: ObjectControl = {
  id: 'object-secrets',
  title: 'No secrets in other objects',
  level: 'hardened',
  risk: 'medium',
  why: 'Anyone who can read the repository or the object can read the secret. Only Secrets have their own permissions and encryption.',
  remedy: 'store it in a Secret, and refer to it, with `valuesFrom` of a HelmRelease, `existingSecret` of a chart or `nodeStageSecretRef` '
    + 'of a volume; replace the secret, because it has been exposed',
  remedyInCode: 'store it in a `Secret`, and refer to it by name; replace the secret, because it has been exposed',
  spec: {
    rules: [
      {
        when: 'in every kind except ConfigMaps, Secrets and pods',
        fields: ['every text'],
        allowed: 'no private key, no token of a well-known form, and no password in a URL or a connection string',
      },
      {
        when: 'in values for charts (Helm, Flux, Argo CD, k3s), and parameters of StorageClasses and of volumes',
        fields: ['every text'],
        allowed: 'the same as the control config-map-secrets allows in a ConfigMap',
      },
    ],
    notes: ['A finding never contains the value, because reports and logs contain the finding.'],
  },
  checkObject: (object) => {
    const kind = groupKind(object);
    if (LEFT_OUT.has(kind)) {
      return NONE;
    }
    const values = valuesOfCharts(object);
    const named = NAMED[kind] ?? [];
    let found: Violation[] | undefined;
    visitOutsidePods(object, (value, key, path) => {
      if (typeof value === 'string' && value.length >= SHORTEST && value.length <= LONGEST && !PUBLIC.test(String(key))) {
        const isNamed = isInValues(path, values) || named.some((place) => place.every((step, index) => step === path[index]));
        const secret = isNamed ? ofName(object, path, value) : secretForm(value) ?? secretIn(value);
        if (secret !== undefined) {
          (found ??= []).push({ path: [...path], value: HIDDEN, allowKey: toFieldPath(path), detail: `contains ${secret}` });
        }
      }
      return true;
    });
    return found ?? NONE;
  },
};

const NONE: readonly Violation[] = [];
/** The length of the shortest text that is taken for a secret. */
const SHORTEST = 4;

/** The kind of secret in a value with a name. A parameter has its name beside it. */
function ofName(object: JsonObject, path: Path, value: string): string | undefined {
  const own = String(path[path.length - 1]);
  const holder = read(object, path.slice(0, -1));
  const name = own === 'value' && isObject(holder) ? asString(asObject(holder).name) ?? own : own;
  if (REFERENCE.test(name) || isKeyInSecret(name, value, (other) => textOf(asObject(holder)[other]) !== '')) {
    return undefined;
  }
  return /\n/.test(value) ? secretKindInFile(name, value) : secretKind(name.split('.').pop()!, value);
}
