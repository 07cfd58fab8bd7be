import { OF_DOCKERFILE } from '../admission';
import { Found } from '../check';
import { everyBuiltImage } from './built-images';
import { isAbsent } from '../../../formats/manifest/json';
import { ContainerView } from '../../../formats/manifest/pod';
import { Context } from '../../context/context';
import { BuiltImage } from '../../settings/images';
import { always, PodControl } from '../control';
import { at } from '../violations';

export const dockerfileUser: PodControl = {
  id: 'dockerfile-user',
  title: 'A user that the Dockerfile or the workload sets',
  level: 'hardened',
  risk: 'low',
  why: 'The program runs as a user that its image does not expect, and may be unable to read or write its files.',
  remedy: 'write the uid of the program in USER, or in `runAsUser` of the pod',
  remedyInCode: {
    hardened: 'write the uid of the program in USER, or set `runAs` of the workload',
    plain: 'write the uid of the program in USER, or set `user` of the container',
  },
  spec: {
    rules: [{
      fields: ['spec.securityContext.runAsUser, if a container\'s Dockerfile is known and gives no uid: it has no USER, '
        + 'root, a name without a number, or a variable without a default'],
      allowed: 'a value that the author, a scope or a preset sets; undefined if the platform assigns it',
    }],
  },
  admission: OF_DOCKERFILE,
  reads: {},
  checks: always(everyBuiltImage(defaultUser)),
};

function defaultUser(container: ContainerView, { source, noUser }: BuiltImage, context: Context): Found {
  const { choices: { identity, containerIdentities, identitySources } } = context;
  const uid = container.effective('runAsUser');
  const isDefault = identitySources.pod === 'default' && !containerIdentities[container.name] && uid === identity.user;
  return noUser === undefined || isAbsent(uid) || !isDefault
    ? undefined
    : [{ ...at(container.pod, ['securityContext', 'runAsUser'], `${source} ${noUser}`), container: container.name }];
}
