import { documentsIn } from './documents';
import { Input } from './input';
import { placeIn } from './unit';
import { asObject, isAbsent, JsonObject } from '../../formats/manifest/json';
import { groupKind, objectsIn } from '../../formats/manifest/workload';
import { ClusterObjects } from '../../policy/network/cluster-objects';

/**
 * Collects the objects of an input that determine connections, document by document.
 *
 * @param namespace the namespace of objects that do not name one, if it is known
 * @throws InputError if the input cannot be read
 */
export function* learnNetwork(objects: ClusterObjects, input: Input, namespace?: string): Generator<void> {
  for (const { manifest } of documentsIn(input)) {
    if (manifest) {
      for (const { object: written } of objectsIn(manifest)) {
        const object = placed(written, input.rendering?.namespace ?? namespace);
        objects.add(object, placeIn(object, input));
      }
      yield;
    }
  }
}

function placed(object: JsonObject, namespace: string | undefined): JsonObject {
  const metadata = asObject(object.metadata);
  return namespace === undefined || groupKind(object) === '/Namespace' || !isAbsent(metadata.namespace)
    ? object : { ...object, metadata: { ...metadata, namespace } };
}
