import { ofStartedContainers } from '../specification';
import { everyBuiltImage } from './built-images';
import { isAbsent } from '../../../formats/manifest/json';
import { ContainerView } from '../../../formats/manifest/pod';
import { Context } from '../../context/context';
import { BuiltImage } from '../../settings/images';
import { assignsIds } from '../../settings/target';
import { OF_DOCKERFILE } from '../admission';
import { Found } from '../check';
import { always, PodControl } from '../control';
import { at } from '../violations';

export const dockerfileRunAs: PodControl = {
  id: 'dockerfile-run-as',
  title: 'The user to which the Dockerfile gives its files',
  level: 'hardened',
  risk: 'broken',
  why: 'Other users cannot write, and often cannot read, files that the image gives to one user, so the program does not start, or fails '
    + 'later.',
  remedy: 'write `runAsUser` with the uid of USER, or change USER and `chown` in the Dockerfile',
  remedyInCode: {
    hardened: 'remove `runAs`, so that the container runs as the user of the Dockerfile, or change USER and `chown` in the Dockerfile',
    plain: 'set `user` to the uid of USER, or change USER and `chown` in the Dockerfile',
  },
  spec: {
    rules: [{
      fields: [
        'spec.securityContext.runAsUser',
        ofStartedContainers('securityContext.runAsUser, if the container\'s Dockerfile is known'),
      ],
      allowed: 'the uid of USER; anything if the Dockerfile gives nothing to that user; undefined if '
        + 'USER is a number or not known, or the platform assigns the uid',
    }],
  },
  admission: OF_DOCKERFILE,
  reads: {},
  checks: always(everyBuiltImage(otherUser)),
};

function otherUser(container: ContainerView, image: BuiltImage, context: Context): Found {
  const { source, user, ownedPaths } = image;
  const uid = container.effective('runAsUser');
  if (isAbsent(uid)) {
    return assignsIds(context.target) ? undefined : refusedUser(container, image);
  }
  if (user === undefined || ownedPaths.length === 0 || uid === user) {
    return undefined;
  }
  const owner = isAbsent(container.securityContext.runAsUser) ? container.pod : container;
  const paths = ownedPaths.map((path) => `"${path}"`).join(', ');
  return { ...at(owner, ['securityContext', 'runAsUser'], `${source} gives ${paths} to its USER ${user}`), container: container.name };
}

function refusedUser(container: ContainerView, { source, refusedUser: user }: BuiltImage): Found {
  return user === undefined || container.effective('runAsNonRoot') !== true ? undefined : {
    ...at(container.pod, ['securityContext', 'runAsUser'], `${source} has USER ${user}, which the kubelet does not accept with `
      + '`runAsNonRoot`'),
    container: container.name,
    remedy: 'write the uid in `runAsUser` or in USER',
    remedyInCode: {
      hardened: 'set the uid with `runAs`, or in USER',
      plain: 'set the uid as `user`, or in USER',
    },
  };
}
