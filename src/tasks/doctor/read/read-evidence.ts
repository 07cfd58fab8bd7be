import { eventsOf } from './event-lines';
import { containersOf } from './pods';
import { statusEvidence, workloadEvidence } from './workloads';
import { asObject, asString, JsonObject } from '../../../formats/manifest/json';
import { Evidence } from '../evidence';

/** What a set of objects says: their events may be in them, or be objects of the same list. */
export function evidenceOf(objects: readonly JsonObject[]): readonly Evidence[] {
  const events = objects.filter(({ kind }) => kind === 'Event');
  return objects.flatMap((object) => {
    switch (object.kind) {
      case 'Event': return [];
      case 'Status': return statusEvidence(object);
      case 'Pod': return containersOf(object, eventsOf(object, events), objects);
      default: return workloadEvidence(object, eventsOf(object, events), objects);
    }
  }).concat(orphans(objects, events));
}

/** Events about objects that are not there: a pod that is gone, or a list of events alone. */
function orphans(objects: readonly JsonObject[], events: readonly JsonObject[]): readonly Evidence[] {
  const nameOf = (object: JsonObject) => `${asString(object.kind)}/${asString(asObject(object.metadata).name) ?? asString(object.name)}`;
  const present = new Set(objects.map(nameOf));
  const about = (event: JsonObject) => asObject(event.involvedObject ?? event.regarding);
  const absent = new Map(events.map(about).filter((object) => !present.has(nameOf(object))).map((object) => [nameOf(object), object]));
  return [...absent.values()].flatMap(({ kind, name, namespace }) => {
    const object = { kind, metadata: { name, namespace } };
    return kind === 'Pod' ? containersOf(object, eventsOf(object, events), objects) : workloadEvidence(object, eventsOf(object, events), objects);
  });
}
