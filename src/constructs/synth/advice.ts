import { IConstruct } from 'constructs';
import { apiObjectOf } from './api-objects';
import { libraryClassOf } from './library-class';
import { MAIN_PLUS, PLUS_VERSIONS } from './plus-versions';
import { SynthesizedObject } from './synthesized-object';
import { DEFAULT_CONTEXT } from '../../policy/context/context';
import { evaluate } from '../../policy/engine/evaluate';
import { harden } from '../../policy/engine/harden';
import { profileOf } from '../../policy/engine/profile';
import { Finding } from '../../tasks/reports/finding';
import { FailingConstruct } from '../../tasks/reports/synth-error';

const HARDENED_KINDS = new Set(['Pod', 'Deployment', 'StatefulSet', 'DaemonSet', 'Job', 'CronJob']);

/** The advice to use the hardened kind, which fixes most findings of a cdk8s-plus workload. */
export function adviceFor(construct: IConstruct, findings: readonly Finding[]): Pick<FailingConstruct, 'advice' | 'takesWaivers'> {
  const apiObject = apiObjectOf(construct);
  const object = apiObject && SynthesizedObject.of(apiObject);
  const { library, name } = libraryClassOf(construct) ?? {};
  const version = Number(/^cdk8s-plus-(\d+)$/.exec(library ?? '')?.[1]);
  if (!object || object.isHardened || !(version in PLUS_VERSIONS) || !HARDENED_KINDS.has(name!)) {
    return { takesWaivers: object?.isHardened ?? false };
  }
  const fixed = findings.length - leftAfterHardening(object, findings);
  const hardened = `Hardened${name}${version === MAIN_PLUS ? '' : ` of cdk8s-hardened/plus-${version}`}`;
  return {
    takesWaivers: false,
    advice: fixed === 0 ? undefined : `Fix first: use ${hardened} instead of ${name}, which fixes ${fixed} of these.`,
  };
}

function leftAfterHardening(object: SynthesizedObject, findings: readonly Finding[]): number {
  const { authored } = object.evaluate();
  const left = evaluate(harden(authored, DEFAULT_CONTEXT).manifest, profileOf('hardened'), DEFAULT_CONTEXT);
  const keys = new Set(left.map(({ control, container }) => `${control.id} ${container}`));
  return findings.filter(({ control, container }) => keys.has(`${control} ${container}`)).length;
}
