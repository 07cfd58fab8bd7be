import { HardeningFinding } from './judging';
import { SynthesizedObject } from './synthesized-object';
import { asObject, asString } from '../manifest/json';
import { toFieldPath } from '../manifest/paths';
import { findingText } from '../reports/text';
import { JudgedFinding } from '../waivers/apply';

/** A finding as users of every language get it. */
export function toHardeningFinding(finding: JudgedFinding, object: SynthesizedObject): HardeningFinding {
  const { manifest } = object.evaluate();
  const metadata = asObject(manifest.metadata);
  return {
    control: finding.control.id,
    severity: finding.severity,
    constructPath: object.owner.node.path,
    apiVersion: asString(manifest.apiVersion) ?? '',
    kind: asString(manifest.kind) ?? '',
    name: asString(metadata.name) ?? '',
    namespace: asString(metadata.namespace),
    container: finding.container,
    path: toFieldPath(finding.path),
    message: findingText(finding),
    remedy: finding.remedy,
    waiver: finding.waiver,
  };
}
