import { asString, isAbsent, JsonObject, read } from '../../../formats/manifest/json';
import { formatVersion, MinorVersion } from '../../../formats/manifest/version';
import { Found } from '../check';
import { ObjectControl } from '../control';
import { listOf } from '../violations';

const PATH = ['metadata', 'labels', 'pod-security.kubernetes.io/enforce'];
const VERSION_PATH = ['metadata', 'labels', 'pod-security.kubernetes.io/enforce-version'];

/** The first version in which a level has all its checks: "baseline" of `seccompProfile`, "restricted" also of dropped capabilities. */
const COMPLETE_SINCE: { readonly [level: string]: MinorVersion } = { baseline: 19, restricted: 22 };

export const namespaceEnforce: ObjectControl = {
  id: 'namespace-enforce',
  title: 'Pod Security for every namespace',
  level: 'hardened',
  risk: 'medium',
  why: 'In such a namespace, the API server admits every pod, even a pod that can take over its node.',
  remedy: 'write `restricted`, or `baseline`',
  remedyInCode: 'use a `HardenedNamespace`, or write `restricted` or `baseline` in the label',
  spec: {
    rules: [
      {
        fields: ['metadata.labels["pod-security.kubernetes.io/enforce"] of a Namespace'],
        allowed: 'restricted, baseline',
      },
      {
        fields: ['metadata.labels["pod-security.kubernetes.io/enforce-version"] of a Namespace'],
        allowed: 'latest, undefined; '
          + `${Object.entries(COMPLETE_SINCE).map(([level, version]) => `v${formatVersion(version)} and later with ${level}`).join(', ')}`,
      },
    ],
    notes: ['Without the label, the default of the cluster applies, which is privileged unless the administrator changed it.'],
  },
  kinds: ['/Namespace'],
  checkObject: (namespace) => {
    const value = read(namespace, PATH);
    const isLevel = typeof value === 'string' && Object.hasOwn(COMPLETE_SINCE, value);
    return listOf(isLevel ? oldVersion(namespace, value) : { path: PATH, value: value ?? undefined, detail: detailOf(value) });
  },
};

function detailOf(value: unknown): string | undefined {
  if (isAbsent(value)) {
    return 'most clusters admit every pod without it';
  }
  return value === 'privileged' ? undefined : 'the API server does not know this level';
}

/** The violation of a namespace that enforces an old version of a standard, which lacks later checks. */
function oldVersion(namespace: JsonObject, level: string): Found {
  const value = read(namespace, VERSION_PATH);
  const [, minor] = /^v1\.(\d+)$/.exec(asString(value) ?? '') ?? [];
  const since = COMPLETE_SINCE[level];
  return minor === undefined || Number(minor) >= since ? undefined : {
    path: VERSION_PATH,
    value,
    detail: `"${level}" of this version admits pods that later versions refuse, since v${formatVersion(since)}`,
    remedy: 'write `latest`, or the version of the cluster, such as `v1.34`',
  };
}
