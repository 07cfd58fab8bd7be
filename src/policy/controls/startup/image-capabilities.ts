import { asArray, asObject, asString, isAbsent, isSameJson, textOf } from '../../../formats/manifest/json';
import { ContainerView } from '../../../formats/manifest/pod';
import { AllKnown, isOwn, isVersionKnown, nameOfFact } from '../../../knowledge/image-lock/all-known';
import { ImageFacts } from '../../../knowledge/images/known-image';
import { Context } from '../../context/context';
import { STARTUP } from '../admission';
import { Violation } from '../check';
import { always, PodControl } from '../control';
import { knownImage } from '../known-images';
import { ofStartedContainers } from '../specification';
import { everyContainer, says } from '../violations';

export const imageCapabilities: PodControl = {
  id: 'image-capabilities',
  title: 'The capabilities that a known image needs',
  level: 'hardened',
  risk: {
    broken: 'a capability in the file of the program',
    low: 'a capability that the program is known to use',
  },
  why: 'If a program file has a capability that the container drops, the kernel does not start the program (`exec: operation not '
    + 'permitted`).',
  remedy: 'write `add: [NET_BIND_SERVICE]` beside `drop: [ALL]`',
  remedyInCode: 'write `add: [Capability.NET_BIND_SERVICE]` beside `drop: [Capability.ALL]`',
  spec: {
    os: 'linux',
    rules: [{
      fields: [ofStartedContainers('securityContext.capabilities')],
      allowed: 'capabilities that do not drop, or that add again, each capability that docs/reference/images.md lists for the image, or a '
        + 'lock file for its program; anything if the container has its own `command` that is not in a lock file, or is privileged',
    }],
    notes: [
      '"Restricted" allows only NET_BIND_SERVICE. For an image that needs other capabilities, the message suggests an alternative.',
      'Measured with Kubernetes 1.34, containerd 2.1 and runc 1.3: exit code 255, and only the end of the log in the pod\'s status.',
    ],
    sources: ['https://man7.org/linux/man-pages/man7/capabilities.7.html, section "Safety checking for capability-dumb binaries"'],
  },
  admission: STARTUP,
  reads: {
    fields: [
      'containers[*].command', 'containers[*].image', 'containers[*].securityContext.capabilities',
      'containers[*].securityContext.privileged',
    ],
  },
  checks: always(everyContainer(missing)),
};

/** The only capability that "restricted" allows: it needs no waiver. */
const ALLOWED = 'NET_BIND_SERVICE';

function missing(container: ContainerView, context: Context): Violation | undefined {
  const { capabilities, privileged } = container.securityContext;
  const isOfImage = isAbsent(container.json.command);
  if (isAbsent(capabilities) || privileged === true || container.isEphemeral || !(isOfImage || context.choices.imageLock)) {
    return undefined;
  }
  const knowledge = knownImage(container, context.choices);
  const needed = knowledge && (isOfImage ? neededBy(knowledge.facts) : neededByCommand(container, knowledge));
  if (!needed) {
    return undefined;
  }
  const dropped = namesIn(capabilities, 'drop');
  const added = namesIn(capabilities, 'add');
  const has = (list: readonly string[], name: string) => list.includes('ALL') || list.includes(name);
  const lacking = needed.filter((name) => has(dropped, name) && !has(added, name));
  if (lacking.length === 0) {
    return undefined;
  }
  // In a locked image, the hint is about the user, so it does not fit here.
  const hint = isOwn(knowledge, 'hint') ? undefined : knowledge.facts.hint;
  const name = nameOfFact(knowledge, 'fileCapabilities');
  const isAllowed = lacking.every((each) => each === ALLOWED);
  const ofFile = isOfImage ? knowledge.facts.fileCapabilities : needed;
  const isBroken = isVersionKnown(knowledge, 'fileCapabilities') && lacking.some((each) => ofFile?.includes(each));
  const violation: Violation = {
    risk: isBroken ? 'broken' : 'low',
    ...says(container, ['securityContext', 'capabilities', 'add'], `${name} needs `
      + `${lacking.join(', ')}${isAllowed || !hint ? '' : `. ${hint}`}`),
  };
  return isAllowed ? violation : { ...violation, remedy: OTHERS };
}

const OTHERS = 'use an image or a configuration that works without them; otherwise, write these capabilities into `add`, and waive '
  + 'capabilities-restricted for the container';

function neededBy({ fileCapabilities, needsCapabilities }: ImageFacts): readonly string[] | undefined {
  return needsCapabilities && fileCapabilities ? [...fileCapabilities, ...needsCapabilities] : fileCapabilities ?? needsCapabilities;
}

/**
 * The file capabilities of the program that a command starts. Only the files of the image itself show them: a family of images describes
 * only the program that its images start by default.
 */
function neededByCommand({ json: { command } }: ContainerView, { own }: AllKnown): readonly string[] | undefined {
  const program = asString(asArray(command)[0]);
  const [first, ...others] = program === undefined || !own ? [] : own.platforms.map(({ capabilities }) => capabilities?.[program]);
  return others.every((other) => isSameJson(other, first)) ? first : undefined;
}

function namesIn(capabilities: unknown, list: 'add' | 'drop'): readonly string[] {
  return asArray(asObject(capabilities)[list]).map((name) => textOf(name).toUpperCase().replace(/^CAP_/, ''));
}
