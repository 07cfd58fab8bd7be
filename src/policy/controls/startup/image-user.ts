import { isAbsent } from '../../../formats/manifest/json';
import { ContainerView } from '../../../formats/manifest/pod';
import { AllKnown, isOwn, isVersionKnown, nameOfFact } from '../../../knowledge/image-lock/all-known';
import { ImageFacts } from '../../../knowledge/images/known-image';
import { Context } from '../../context/context';
import { assignsIds } from '../../settings/target';
import { STARTUP } from '../admission';
import { Found } from '../check';
import { always, PodControl } from '../control';
import { knownImage } from '../known-images';
import { RemedyInCode } from '../remedy-in-code';
import { ofStartedContainers } from '../specification';
import { everyContainer, says } from '../violations';

export const imageUser: PodControl = {
  id: 'image-user',
  title: 'A user that a known image works with',
  level: 'hardened',
  risk: {
    broken: 'a USER that is root or a name, with `runAsNonRoot` and without a uid, which the kubelet refuses',
    low: 'a user that the image does not work with, or an image whose program stays root',
  },
  why: 'With `runAsNonRoot`, the kubelet refuses an image whose USER is root or a name, and some programs work only as the user of their '
    + 'image.',
  remedy: 'set `runAsUser` to the uid of the image',
  remedyInCode: {
    hardened: 'remove the user, so that the user of the image is filled in; or set `runAs: RunAs.user(...)`',
    plain: 'set `user` to the uid of the image',
  },
  spec: {
    os: 'linux',
    rules: [{
      fields: [ofStartedContainers('securityContext.runAsUser'), 'spec.securityContext.runAsUser'],
      allowed: 'any uid, if runAsNonRoot is true and USER of the image is known to be root or a name; only the uid of the image, if it is '
        + 'known to work as no other user',
    }],
    notes: [
      'docs/reference/images.md lists the known images. Platforms that assign users are not checked. The control image-root reports an '
        + 'image that works only as root.',
      'The message of the kubelet is `image has non-numeric user (NAME), cannot verify user is non-root`, or `image will run as root`.',
    ],
  },
  admission: STARTUP,
  reads: {
    fields: [
      'containers[*].image', 'containers[*].securityContext.runAsNonRoot', 'containers[*].securityContext.runAsUser',
      'spec.securityContext.runAsNonRoot', 'spec.securityContext.runAsUser',
    ],
  },
  checks: always(everyContainer(unsuitable)),
};

function unsuitable(container: ContainerView, context: Context): Found {
  if (assignsIds(context.target) || container.isEphemeral) {
    return undefined;
  }
  const uid = container.effective('runAsUser');
  const isRefused = isAbsent(uid) && container.effective('runAsNonRoot') === true;
  const isOpen = isAbsent(uid) && context.choices.imageLock !== undefined;
  // Looks the image up only where its facts can change the result, because most containers have a user that works.
  const known = isRefused || isOpen || typeof uid === 'number' ? knownImage(container, context.choices) : undefined;
  const canChoose = known !== undefined && known.facts.needsRoot === undefined;
  const problem = canChoose ? problemOf(known, uid, isRefused) : undefined;
  if (!known || !problem) {
    return undefined;
  }
  const { facts: { uid: own } } = known;
  const isCertain = isRefused && isVersionKnown(known, 'imageUser');
  return {
    ...isCertain ? { risk: 'broken', refusedBy: 'kubelet' } : { risk: 'low' },
    ...says(container, ['securityContext', 'runAsUser'], problem),
    ...own !== undefined
      ? {
        remedy: `write \`runAsUser: ${own}\``,
        remedyInCode: { hardened: `set \`runAs: RunAs.user(${own})\``, plain: `set \`user: ${own}\`` },
      }
      : known.own && { remedy: CHOOSE, remedyInCode: CHOOSE_IN_CODE },
  };
}

const SUITABLE = 'choose a user that can read the program\'s files and write to its volumes';
const CHOOSE = `${SUITABLE}, and set \`runAsUser\` to its uid`;
const CHOOSE_IN_CODE: RemedyInCode = {
  hardened: `${SUITABLE}, and set \`runAs: RunAs.user(...)\``,
  plain: `${SUITABLE}, and set \`user\` to its uid`,
};

function problemOf(known: AllKnown, uid: unknown, isRefused: boolean): string | undefined {
  const name = nameOfFact(known, isAbsent(uid) ? 'imageUser' : 'anyUser');
  if (isRefused) {
    return refusal(known, name);
  }
  if (typeof uid === 'number') {
    return mismatch(known.facts, uid, name);
  }
  const hint = rootToTheEnd(known);
  return hint && `${name}: ${hint}`;
}

function refusal(known: AllKnown, name: string): string | undefined {
  const { imageUser: declared, uid } = known.facts;
  const user = declared && { root: 'root', name: 'a name', numeric: undefined }[declared];
  const hint = rootToTheEnd(known);
  const choices = hint === undefined ? '' : `. ${hint}`;
  const more = uid === undefined ? choices : `; the image is built for the uid ${uid}`;
  return user === undefined ? undefined : `the USER of ${name} is ${user}, which the kubelet refuses without a uid${more}`;
}

/** The hint on users to choose, if the facts about the image itself show that its program stays root. */
function rootToTheEnd(known: AllKnown): string | undefined {
  return isOwn(known, 'imageUser') && isOwn(known, 'hint') ? known.facts.hint : undefined;
}

function mismatch({ anyUser, uid }: ImageFacts, chosen: number, name: string): string | undefined {
  return anyUser === false && uid !== undefined && chosen !== uid ? `${name} works only as the uid ${uid}` : undefined;
}
