import { asArray, asObject, asString, JsonObject } from '../../../formats/manifest/json';
import { EvidenceLine } from '../evidence';

/** An event, with its container if it names one. */
export interface EventLine extends EvidenceLine {
  readonly container?: string;
}

/** The events of an object: the events that a recording has in it, and the events in a list that name it. */
export function eventsOf(object: JsonObject, events: readonly JsonObject[]): readonly EventLine[] {
  const own = asArray(object.events).map(asObject);
  const named = events.filter((event) => isEventAbout(event, object));
  return [...own, ...named].flatMap((event) => event.type === 'Normal' && event.reason !== 'Killing' ? [] : eventLine(event));
}

/** True if the event is about the object. */
export function isEventAbout(event: JsonObject, { kind, metadata }: JsonObject): boolean {
  const about = asObject(event.involvedObject ?? event.regarding);
  const { name, namespace, uid } = asObject(metadata);
  return about.kind === kind && about.name === name && (about.namespace ?? namespace) === namespace
    && (about.uid === undefined || uid === undefined || about.uid === uid);
}

function eventLine(event: JsonObject): EventLine {
  const reason = asString(event.reason) ?? '';
  const text = asString(event.message) ?? asString(event.note) ?? '';
  const fieldPath = asString(event.fieldPath) ?? asString(asObject(event.involvedObject ?? event.regarding).fieldPath);
  return {
    source: isRefusal(reason, text) ? 'refusal' : 'cluster',
    reason,
    text,
    at: `event ${reason}`,
    container: fieldPath && /\{([^}]+)\}/.exec(fieldPath)?.[1],
  };
}

/** True if a controller reports that the API server refused an object. */
export function isRefusal(reason: string, text: string): boolean {
  return reason === 'FailedCreate' || /\bis forbidden: |\bis invalid: |admission webhook .* denied/.test(text);
}
