/*
 * A projected token says for whom it is.
 *
 * Restricted fields: spec.volumes[*].projected.sources[*].serviceAccountToken.audience
 * Allowed values:    any but the empty one; undefined is the API server, and that is a choice to be made in the open
 */
import { asArray, asObject, asString, isObject } from '../../manifest/json';
import { PodView } from '../../manifest/pod';
import { always, at, NONE, PodControl, Violation, Violations } from '../control';

export const tokenAudience: PodControl = {
  id: 'token-audience',
  title: 'An audience for every projected token',
  level: 'hardened',
  severity: 'error',
  why: 'A token without an audience is good for the API server, so whoever receives it can act there as the pod.',
  remedy: 'write `audience`: the service that checks the token, or the API server\'s own audience (kubeadm: `https://kubernetes.default.svc.cluster.local`) if it is for that',
  knownAs: {},
  checks: always(check),
};

function check(pod: PodView): Violations {
  let found: Violation[] | undefined;
  pod.volumes.forEach((volume, index) => {
    asArray(asObject(asObject(volume).projected).sources).forEach((source, sourceIndex) => {
      const token = asObject(source).serviceAccountToken;
      if (isObject(token) && !token.audience) {
        const path = ['volumes', index, 'projected', 'sources', sourceIndex, 'serviceAccountToken', 'audience'];
        (found ??= []).push({ ...at(pod, path), pin: asString(asObject(volume).name) });
      }
    });
  });
  return found ?? NONE;
}
