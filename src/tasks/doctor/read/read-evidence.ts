import { eventsOf } from './event-lines';
import { evidenceOfPod } from './pods';
import { statusEvidence, workloadEvidence } from './workloads';
import { asObject, asString, JsonObject } from '../../../formats/manifest/json';
import { FailureEvidence } from '../evidence';

/** The evidence in a list of objects. Events may be inside the objects, or objects of the list. */
export function evidenceOf(objects: readonly JsonObject[]): readonly FailureEvidence[] {
  const events = objects.filter(({ kind }) => kind === 'Event');
  return objects.flatMap((object) => {
    switch (object.kind) {
      case 'Event': return [];
      case 'Status': return statusEvidence(object);
      case 'Pod': return evidenceOfPod(object, eventsOf(object, events), objects);
      default: return workloadEvidence(object, eventsOf(object, events), objects);
    }
  }).concat(orphans(objects, events));
}

/** Events about objects that the list lacks: a deleted pod, or a list of events only. */
function orphans(objects: readonly JsonObject[], events: readonly JsonObject[]): readonly FailureEvidence[] {
  const nameOf = (object: JsonObject) => `${asString(object.kind)}/${asString(asObject(object.metadata).name) ?? asString(object.name)}`;
  const present = new Set(objects.map(nameOf));
  const about = (event: JsonObject) => asObject(event.involvedObject ?? event.regarding);
  const absent = new Map(events.map(about).filter((object) => !present.has(nameOf(object))).map((object) => [nameOf(object), object]));
  return [...absent.values()].flatMap(({ kind, name, namespace }) => {
    const object = { kind, metadata: { name, namespace } };
    return kind === 'Pod'
      ? evidenceOfPod(object, eventsOf(object, events), objects)
      : workloadEvidence(object, eventsOf(object, events), objects);
  });
}
