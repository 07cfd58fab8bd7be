import { addGoodContainer } from './support';
import { clone, JsonObject } from '../../../src/formats/manifest/json';
import { ContainerList, PodView } from '../../../src/formats/manifest/pod';
import { amended, EvaluationContext, DEFAULT_CONTEXT } from '../../../src/policy/context/context';
import { harden } from '../../../src/policy/engine/harden';
import { openManifest } from '../../../src/policy/engine/open';
import { UnsafeChange, UNSAFE_CHANGES } from '../../properties/unsafe-changes';

/** A pod with one unsafe change, and the settings that make it unsafe. */
export interface UnsafePod {
  readonly pod: PodView;
  readonly context: EvaluationContext;
}

/** Every unsafe change, in a pod with nothing else, in one that only forbids root, and in a hardened one. */
export function unsafePods(): readonly UnsafePod[] {
  const plain = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'x', namespace: 'shop' }, spec: { containers: [{ name: 'main', image: 'app' }] } };
  const hardened = harden(plain);
  const specs = [{}, { securityContext: { runAsNonRoot: true } }, hardened.manifest.spec as JsonObject];
  return specs.flatMap((spec) => Object.values(UNSAFE_CHANGES).flat().flatMap((change) =>
    change.lists.map((list) => ({ pod: changed(spec, change, list), context: amended(DEFAULT_CONTEXT, change.context) }))));
}

function changed(authored: JsonObject, { makeSafe, makeUnsafe }: UnsafeChange, list: ContainerList): PodView {
  const spec: any = clone(authored);
  const metadata = { name: 'x', namespace: 'shop' };
  const main = addGoodContainer(spec, list);
  if (authored.securityContext) {
    // Inherited.
    delete main.securityContext.runAsNonRoot;
    delete main.securityContext.runAsUser;
  }
  makeSafe(main, spec, metadata);
  makeUnsafe(main, spec, metadata);
  // An empty list would hide that a control needs the field.
  for (const field of Object.keys(spec)) {
    if (Array.isArray(spec[field]) && spec[field].length === 0) {
      delete spec[field];
    }
  }
  return openManifest({ apiVersion: 'v1', kind: 'Pod', metadata, spec }).objects[0].pods[0];
}
