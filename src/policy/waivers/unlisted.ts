import { controlsOfWaiver } from './coverage';
import { CONTAINER_LISTS } from '../../formats/manifest/pod';
import { Waiver } from '../settings/waiver';

/** The waivers in an object's annotation that cover more than the reviewed waivers. */
export function unlisted(own: readonly Waiver[], reviewed: readonly Waiver[]): readonly Waiver[] {
  return own.filter((each) => !singles(each).every((single) => reviewed.some((waiver) => includesAll(waiver, single))));
}

/** Several reviewed waivers can match one waiver of several controls. */
function singles(waiver: Waiver): readonly Waiver[] {
  return waiver.controls?.map((control) => ({ ...waiver, control, controls: undefined })) ?? [waiver];
}

/** Whether a reviewed waiver covers everything that a waiver in the object's annotation covers. */
function includesAll(reviewed: Waiver, own: Waiver): boolean {
  const holds = (all: readonly string[] = [], some: readonly string[] = []) => some.every((entry) => all.includes(entry));
  return reviewed.profile === own.profile && holds(controlsOfWaiver(reviewed), controlsOfWaiver(own)) && reviewed.template === own.template
    && holds(reviewed.allow, own.allow) && CONTAINER_LISTS.every((list) => holds(reviewed[list], own[list]));
}
