import { controlsOfWaiver } from './coverage';
import { CONTAINER_LISTS } from '../../formats/manifest/pod';
import { Waiver } from '../settings/waiver';

/** The waivers of an annotation that cover more than the reviewed waivers. */
export function unlisted(own: readonly Waiver[], reviewed: readonly Waiver[]): readonly Waiver[] {
  return own.filter((each) => !singles(each).every((single) => reviewed.some((waiver) => includesAll(waiver, single))));
}

/** A waiver of several controls as several waivers, because different reviewed waivers can include them. */
function singles(waiver: Waiver): readonly Waiver[] {
  return waiver.controls?.map((control) => ({ ...waiver, control, controls: undefined })) ?? [waiver];
}

/** Whether a reviewed waiver covers all findings that a waiver of the annotation covers. */
function includesAll(reviewed: Waiver, own: Waiver): boolean {
  const holds = (all: readonly string[] = [], some: readonly string[] = []) => some.every((entry) => all.includes(entry));
  return reviewed.profile === own.profile && holds(controlsOfWaiver(reviewed), controlsOfWaiver(own)) && reviewed.template === own.template
    && holds(reviewed.allow, own.allow) && CONTAINER_LISTS.every((list) => holds(reviewed[list], own[list]));
}
