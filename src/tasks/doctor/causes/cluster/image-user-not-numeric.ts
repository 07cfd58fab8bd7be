import { Cause } from '../../cause';
import { userFix } from '../../remedies/user';

/** Names that have the same number in every image: of distributions, of distroless images, and of Node.js. */
const NUMBERS: { readonly [name: string]: number | undefined } = { nobody: 65534, nonroot: 65532, node: 1000 };

export const imageUserNotNumeric: Cause = {
  id: 'image-user-not-numeric',
  title: 'the user of the image is a name',
  why: 'Under `runAsNonRoot: true` a kubelet must see that the user is not root, and it cannot look up names in an image.',
  signs: [{ in: 'cluster', text: /image has (?:a )?non-numeric user \((?<user>[^)]*)\)/ }],
  fix: (found) => userFix(found, { uid: NUMBERS[found.facts.user ?? ''], hasUser: true }),
  example: { source: 'cluster', reason: 'CreateContainerConfigError', text: 'container has runAsNonRoot and image has non-numeric user (app), cannot verify user is non-root (pod: "web_shop(1)", container: main)' },
};
