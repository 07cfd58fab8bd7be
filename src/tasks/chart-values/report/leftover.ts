import type { UserChoice } from './user-choices';
import { firstOf } from '../../../formats/manifest/first-of';
import { AssessedWorkload } from '../chart/assessment';

/** The reasons why no value closes a finding. */
export const LEFTOVER_CLASSES = {
  'test-hook': 'a test hook without a value',
  'hook': 'a hook without a value',
  'pod-only': 'a value for the pod only',
  'fixed-fields': 'the template passes only fixed fields of the value',
  'shared-value': 'a value that also reaches fields that must not have it',
  'switched-off': 'the chart has a value for it, but its schema refuses the value, the value also changes '
    + 'something else, or it applies only with another value',
  'incomplete': 'the chart has a value for it, but none for the volumes and mounts that must be set with it',
  'no-value': 'the chart has no known value for it',
  'author': 'the chart\'s own choice, which --override-unsafe replaces',
  'node-access': 'access to the node, which the workload may need',
  'beside': 'not changed, because other findings keep the workload from meeting its profile',
  'owner-change': 'it fails, since only root with the capability CHOWN may change owners: '
    + 'remove it, and let `fsGroup` make the volume writable',
  'other': 'only the chart can change it',
} as const;
export type LeftoverClass = keyof typeof LEFTOVER_CLASSES;

/** The remaining findings in a pod or a container. */
export interface Leftover {
  readonly workload: AssessedWorkload;
  /** The container, such as `containers/main`; undefined for the pod. */
  readonly container?: string;
  /** Names of fields, such as `securityContext.capabilities.drop`, or of controls, such as `host-namespaces (hostPID)`. */
  readonly fields: readonly string[];
  readonly class: LeftoverClass;
  /** The place of the user's choice, if it is the reason. */
  readonly choice?: UserChoice;
}

/** The maximum number of fields that a line names. */
const MOST_FIELDS = 12;

export function leftoverText(leftover: Leftover): string {
  return `${ownerText(leftover)}: ${firstOf(leftover.fields, MOST_FIELDS)}: ${choiceText(leftover)}`;
}

/** The advice on a choice of the user. Values of this command override files of the user, but not `--set`. */
function choiceText({ class: name, choice }: Leftover): string {
  if (choice === undefined) {
    return LEFTOVER_CLASSES[name];
  }
  return choice.isSet
    ? `your own choice, ${choice.text}: change it there`
    : `your own choice, ${choice.text}, which --override-unsafe replaces`;
}

/** The text for `--check`, which stays the same while the remaining fields do. */
export function leftoverName(leftover: Leftover): string {
  return `${ownerText(leftover)}: ${leftover.fields.join(', ')}`;
}

/** The owner of the fields, such as `Deployment web, container "main"`. */
function ownerText({ workload: { rendered }, container }: Leftover): string {
  return `${rendered.title}${container === undefined ? '' : `, container "${container.slice(container.indexOf('/') + 1)}"`}`;
}
