import { CatalogedCause } from '../../cause';
import { userFix } from '../../remedies/user';

/** Names that have the same number in every image: of distributions, of distroless images, and of Node.js. */
const NUMBERS: { readonly [name: string]: number | undefined } = { nobody: 65534, nonroot: 65532, node: 1000 };

/** Containers that the kubelet does not start because of their user. */
export const CONTAINER_USERS: readonly CatalogedCause[] = [
  {
    id: 'image-user-not-numeric',
    title: 'the user of the image is a name',
    why: 'With `runAsNonRoot: true`, the kubelet must verify that the user is not root, and it cannot look up names in an image.',
    signs: [{ in: 'cluster', text: /image has (?:a )?non-numeric user \((?<user>[^)]*)\)/ }],
    fix: (found) => userFix(found, { uid: NUMBERS[found.facts.user ?? ''], hasUser: true }),
    example: {
      source: 'cluster',
      reason: 'CreateContainerConfigError',
      text: 'container has runAsNonRoot and image has non-numeric user (app), cannot verify '
        + 'user is non-root (pod: "web_shop(1)", container: main)',
    },
  },
  {
    id: 'image-user-root',
    title: 'the image runs as root',
    why: 'The pod has `runAsNonRoot: true` without a uid, and the USER of the image is missing or root.',
    signs: [{ in: 'cluster', text: /runAsNonRoot and image will run as root/ }],
    fix: (found) => userFix(found),
    example: {
      source: 'cluster',
      reason: 'CreateContainerConfigError',
      text: 'container has runAsNonRoot and image will run as root (pod: "web_shop(1)", container: main)',
    },
  },
  {
    id: 'run-as-user-zero',
    title: 'runAsUser is 0, but runAsNonRoot is true',
    why: 'The two fields contradict each other, and the kubelet does not start the container.',
    signs: [{ in: 'cluster', text: /runAsUser breaks non-root policy/ }],
    fix: (found) => ({ ...userFix(found), do: `instead of 0, ${userFix(found).do}` }),
    example: {
      source: 'cluster',
      reason: 'CreateContainerConfigError',
      text: "container's runAsUser breaks non-root policy (pod: \"web_shop(1)\", container: main)",
    },
  },
  {
    id: 'group-without-user',
    title: 'runAsGroup is set without runAsUser',
    why: 'A container runtime cannot set a group without a user. The pod stays in ContainerCreating.',
    signs: [{ in: 'cluster', text: /user group "(?<group>[^"]*)" is specified without user/ }],
    // The message has only a gid, and any uid works with it: use the same number.
    fix: (found) => userFix(found, { uid: Number(found.facts.group) || undefined }),
    example: {
      source: 'cluster',
      reason: 'FailedCreatePodSandBox',
      text: 'Failed to create pod sandbox: failed to generate user string: user group "10001" is specified without user',
    },
  },
];
