import { Diagnosis, diagnose } from './diagnose';
import { FailureEvidence } from './evidence';
import { evidenceOf } from './read/read-evidence';
import { JsonObject } from '../../formats/manifest/json';
import { allKnown } from '../../knowledge/image-lock/all-known';
import { LockedImages } from '../../knowledge/image-lock/locked-images';

/** The result for all objects. */
export interface Examination {
  /** Failures with their causes, each once. */
  readonly diagnoses: readonly Diagnosis[];
  /** Containers, pods and workloads that failed for no known cause. */
  readonly unknown: readonly Diagnosis[];
  /** Containers that run and are ready, or have done their work. */
  readonly healthy: readonly FailureEvidence[];
  /** Containers that wait or start, without a sign of a problem. */
  readonly starting: readonly FailureEvidence[];
}

/** @param lock the facts about images */
export function examine(objects: readonly JsonObject[], lock?: LockedImages): Examination {
  const known = (each: FailureEvidence) => lock && each.image !== undefined ? { ...each, known: allKnown(each.image, lock) } : each;
  const evidence = evidenceOf(objects).map(known);
  const all = evidence.map(diagnose);
  const found = all.filter(({ causes }) => causes.length > 0);
  // Pods of an old ReplicaSet come last: their errors may be fixed already.
  const diagnoses = withoutRepeats([...found.filter((each) => !each.evidence.isOld), ...found.filter((each) => each.evidence.isOld)]);
  const explained = new Set(found.map(({ evidence: { subject } }) => subject));
  const unexplained = all.filter(({ causes }) => causes.length === 0);
  const rest = unexplained.map((each) => each.evidence);
  return {
    diagnoses,
    unknown: unexplained.filter((each) => isUnexplained(each.evidence, explained)),
    healthy: rest.filter((each) => each.state === 'healthy' && each.container !== undefined && !isRefusedAgain(each)),
    starting: rest.filter(({ state, container, subject }) => state === 'starting' && container !== undefined && !explained.has(subject)),
  };
}

/** Not for a pod whose containers have a cause, nor for a container that waits for its pod. */
function isUnexplained(evidence: FailureEvidence, explained: ReadonlySet<string>): boolean {
  const { state, container, subject, lines } = evidence;
  if (container === undefined) {
    // A starting pod has lines only if something goes wrong.
    return state !== 'healthy' && !explained.has(subject) && lines.length > 0;
  }
  return (state === 'failed' && !explained.has(subject)) || (state === 'healthy' && isRefusedAgain(evidence));
}

/** The number of refusals after which a program counts as not working. */
const AGAIN = 3;
const REFUSED = /read-only file ?system|\bEROFS\b|permission denied|\bEACCES\b|operation not permitted|\bEPERM\b/i;
/** Refusals that concern clients of a server. */
const OF_CLIENTS = /publickey|password|user |role |table|relation|\bHTTP\b|\b[45]\d\d\b|client|request|token|policy|sshd\[/i;

/** True if the log of a running container has repeated refusals of the kernel: it runs, but hardly works. */
function isRefusedAgain({ lines }: FailureEvidence): boolean {
  let count = 0;
  for (const { source, text, level, goesOn } of lines) {
    if (source === 'log' && level !== 'info' && !goesOn && REFUSED.test(text) && !OF_CLIENTS.test(text) && ++count >= AGAIN) {
      return true;
    }
  }
  return false;
}

/** Reports a cause once for a Deployment with its ReplicaSets and pods, and drops symptoms of workloads with a cause. */
function withoutRepeats(found: readonly Diagnosis[]): readonly Diagnosis[] {
  const isSymptom = ({ causes }: Diagnosis) => causes.every(({ cause }) => cause.isSymptom);
  const explained = new Set(found.filter((diagnosis) => !isSymptom(diagnosis)).map(ownerOf));
  const some = found.filter((diagnosis) => !isSymptom(diagnosis) || !explained.has(ownerOf(diagnosis)));
  const seen = new Set<string>();
  return some.filter((diagnosis) => {
    const { causes, evidence: { container } } = diagnosis;
    const key = JSON.stringify([ownerOf(diagnosis), container, causes.map(({ cause }) => cause.id).sort()]);
    const isNew = !seen.has(key);
    seen.add(key);
    return isNew;
  });
}

function ownerOf({ evidence: { workload, subject } }: Diagnosis): string {
  return workload ? `${workload.kind}/${workload.namespace}/${workload.name}` : subject;
}
