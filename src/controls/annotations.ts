import { NONE, Violation, Violations } from './control';
import { asString } from '../manifest/json';
import { PodView } from '../manifest/pod';

/** The violations among a pod's annotations: those for which `isBad` says so. */
export function annotationViolations(pod: PodView, isBad: (key: string, value: string) => boolean): Violations {
  let found: Violation[] | undefined;
  const annotations = pod.annotations;
  for (const key in annotations) {
    const value = asString(annotations[key]) ?? '';
    if (isBad(key, value)) {
      (found ??= []).push({ path: [...pod.metadataPath, 'annotations', key], value, pin: `${key}=${value}` });
    }
  }
  return found ?? NONE;
}
