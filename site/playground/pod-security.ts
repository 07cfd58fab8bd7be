import type { LevelResult, VersionResult } from './result';
import { formatVersion, LATEST_VERSION, MinorVersion } from '../../src/formats/manifest/version';
import { objectsIn } from '../../src/formats/manifest/workload';
import { amended, thirdPartyContext } from '../../src/policy/context/context';
import { CATALOG } from '../../src/policy/controls/catalog';
import { isPodControl, Level } from '../../src/policy/controls/control';
import { evaluateOpened } from '../../src/policy/engine/evaluate';
import { isUnevaluated } from '../../src/policy/engine/finding';
import { OpenedManifest, openManifest } from '../../src/policy/engine/open';
import { profileOf } from '../../src/policy/engine/profile';
import type { PlatformName } from '../../src/policy/settings/target';
import { documentsIn } from '../../src/tasks/audit/documents';
import type { Input } from '../../src/tasks/audit/input';

/** The Pod Security admission controller is in all versions from this one on. */
const FIRST_VERSION: MinorVersion = 22;

/**
 * What the Pod Security Standards say about the pods of a text, by Kubernetes version, the newest first. Waivers do not count: an API
 * server knows none.
 */
export function podSecurityOf(input: Input, platform: PlatformName): readonly VersionResult[] {
  const manifests = [...documentsIn(input)].flatMap(({ manifest }) => manifest ? objectsIn(manifest) : [])
    .map(({ object }) => openManifest(object))
    .filter(({ objects }) => objects.some(({ pods }) => pods.length > 0));
  if (manifests.length === 0) {
    return [];
  }
  const levelResultOf = (level: Level, version: MinorVersion) => levelResult(manifests, level, version, platform);
  const results = changedVersions().map((first, index, all) => ({
    first,
    last: (all[index + 1] ?? LATEST_VERSION + 1) - 1,
    baseline: levelResultOf('pss-baseline', first),
    restricted: levelResultOf('pss-restricted', first),
  }));
  return merged(results).reverse()
    .map(({ first, last, baseline, restricted }) => ({ versions: rangeText(first, last), baseline, restricted }));
}

interface Range extends Omit<VersionResult, 'versions'> {
  readonly first: MinorVersion;
  readonly last: MinorVersion;
}

/** The versions in which a rule of the standards begins or changes. */
function changedVersions(): readonly MinorVersion[] {
  const changes = CATALOG.filter(isPodControl).flatMap(({ checks }) => checks.map(({ since }) => since))
    .filter((since) => since > FIRST_VERSION && since <= LATEST_VERSION);
  return [...new Set([FIRST_VERSION, ...changes])].sort((one, other) => one - other);
}

function levelResult(manifests: readonly OpenedManifest[], level: Level, version: MinorVersion, platform: PlatformName): LevelResult {
  const profile = profileOf(level, version);
  const standards = new Set(profile.podChecks.map(({ control }) => control.id));
  const counts = new Map<string, number>();
  let isUnknown = false;
  for (const manifest of manifests) {
    const findings = evaluateOpened(manifest, profile, amended(thirdPartyContext(platform), { target: { kubernetesVersion: version } }));
    isUnknown ||= findings.some(isUnevaluated);
    new Set(findings.map(({ control }) => control.id).filter((id) => standards.has(id)))
      .forEach((id) => counts.set(id, (counts.get(id) ?? 0) + 1));
  }
  return { violated: [...counts].map(([control, workloads]) => ({ control, workloads })), isUnknown };
}

/** Ranges of versions with the same results are one. */
function merged(ranges: readonly Range[]): Range[] {
  const all: Range[] = [];
  for (const range of ranges) {
    const last = all[all.length - 1];
    if (last && JSON.stringify([last.baseline, last.restricted]) === JSON.stringify([range.baseline, range.restricted])) {
      all[all.length - 1] = { ...last, last: range.last };
    } else {
      all.push(range);
    }
  }
  return all;
}

function rangeText(first: MinorVersion, last: MinorVersion): string {
  return first === last ? formatVersion(first) : `${formatVersion(first)} to ${formatVersion(last)}`;
}
