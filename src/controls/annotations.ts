import { NONE, Violation, Violations } from './control';
import { asString } from '../manifest/json';
import { PodView } from '../manifest/pod';

type IsBad = (key: string, value: string) => boolean;

/** The violations among a pod's annotations: those for which `isBad` says so. */
export function annotationViolations(pod: PodView, isBad: IsBad): Violations {
  return metadataViolations(pod, 'annotations', isBad);
}

/** The violations among a pod's labels. */
export function labelViolations(pod: PodView, isBad: IsBad): Violations {
  return metadataViolations(pod, 'labels', isBad);
}

function metadataViolations(pod: PodView, field: 'annotations' | 'labels', isBad: IsBad): Violations {
  let found: Violation[] | undefined;
  const entries = pod[field];
  for (const key in entries) {
    const value = asString(entries[key]) ?? '';
    if (isBad(key, value)) {
      (found ??= []).push({ path: [...pod.metadataPath, field, key], value, allowKey: `${key}=${value}` });
    }
  }
  return found ?? NONE;
}
