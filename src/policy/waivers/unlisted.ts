import { controlsOf } from './coverage';
import { CONTAINER_LISTS } from '../../formats/manifest/pod';
import { Waiver } from '../settings/waiver';

/** The waivers that an object declares itself and that cover more than those that somebody reviewed. */
export function unlisted(own: readonly Waiver[], reviewed: readonly Waiver[]): readonly Waiver[] {
  return own.filter((each) => !singles(each).every((single) => reviewed.some((waiver) => includesAll(waiver, single))));
}

/** A waiver of several controls can be several that are reviewed. */
function singles(waiver: Waiver): readonly Waiver[] {
  return waiver.controls?.map((control) => ({ ...waiver, control, controls: undefined })) ?? [waiver];
}

/** Whether a reviewed waiver covers all that one of the object itself does. */
function includesAll(reviewed: Waiver, own: Waiver): boolean {
  const holds = (all: readonly string[] = [], some: readonly string[] = []) => some.every((entry) => all.includes(entry));
  return reviewed.profile === own.profile && holds(controlsOf(reviewed), controlsOf(own)) && reviewed.template === own.template
    && holds(reviewed.allow, own.allow) && CONTAINER_LISTS.every((list) => holds(reviewed[list], own[list]));
}
