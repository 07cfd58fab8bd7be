
import { Found } from './check';
import { everyField } from './violations';
import { asString } from '../../formats/manifest/json';
import { PodView } from '../../formats/manifest/pod';

type IsBad = (key: string, value: string) => boolean;

/** The violations of a pod's annotations for which `isBad` is true. */
export function annotationViolations(pod: PodView, isBad: IsBad): Found {
  return metadataViolations(pod, 'annotations', isBad);
}

/** The violations of a pod's labels for which `isBad` is true. */
export function labelViolations(pod: PodView, isBad: IsBad): Found {
  return metadataViolations(pod, 'labels', isBad);
}

function metadataViolations(pod: PodView, field: 'annotations' | 'labels', isBad: IsBad): Found {
  return everyField(pod[field], (key, json) => {
    const value = asString(json) ?? '';
    return isBad(key, value) ? { path: [...pod.metadataPath, field, key], value, allowKey: `${key}=${value}` } : undefined;
  });
}
