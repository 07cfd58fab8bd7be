import { Diagnosis, diagnose } from './diagnose';
import { Evidence } from './evidence';
import { evidenceOf } from './read/read-evidence';
import { JsonObject } from '../manifest/json';

/** What was found in all that was read. */
export interface Examination {
  /** Of what is wrong, each cause once. */
  readonly diagnoses: readonly Diagnosis[];
  /** Containers, pods and workloads that failed, and nothing says why. */
  readonly unknown: readonly Diagnosis[];
  /** Containers that run and are ready, or have done their work. */
  readonly healthy: readonly Evidence[];
  /** Those that wait or start, and of which nobody says anything wrong. */
  readonly starting: readonly Evidence[];
}

export function examine(objects: readonly JsonObject[]): Examination {
  const evidence = evidenceOf(objects);
  const all = evidence.map(diagnose);
  const found = all.filter(({ causes }) => causes.length > 0);
  const diagnoses = withoutRepeats(found);
  const explained = new Set(found.map(({ evidence: { subject } }) => subject));
  const unexplained = all.filter(({ causes }) => causes.length === 0);
  const rest = unexplained.map((each) => each.evidence);
  return {
    diagnoses,
    unknown: unexplained.filter((each) => isUnexplained(each.evidence, explained)),
    healthy: rest.filter(({ state, container }) => state === 'healthy' && container !== undefined),
    starting: rest.filter(({ state, container, subject }) => state === 'starting' && container !== undefined && !explained.has(subject)),
  };
}

/** A pod whose containers say why needs no cause of its own, and a container that waits for its pod neither. */
function isUnexplained({ state, container, subject, lines }: Evidence, explained: ReadonlySet<string>): boolean {
  if (container === undefined) {
    // Of a pod that starts, there are only lines of what goes wrong.
    return state !== 'healthy' && !explained.has(subject) && lines.length > 0;
  }
  return state === 'failed' && !explained.has(subject);
}

/** The same cause of a Deployment, its ReplicaSet and each pod is one; and a symptom is none where the cause of its workload is known. */
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
