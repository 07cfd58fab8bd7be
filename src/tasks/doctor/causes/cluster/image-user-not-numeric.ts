import { Cause } from '../../cause';
import { userFix } from '../../fixes';

export const imageUserNotNumeric: Cause = {
  id: 'image-user-not-numeric',
  title: 'the user of the image is a name',
  why: 'Under `runAsNonRoot: true` a kubelet must see that the user is not root, and it cannot look up names in an image.',
  signs: [{ in: 'cluster', text: /image has non-numeric user \((?<user>[^)]*)\)/ }],
  fix: userFix,
  example: { source: 'cluster', reason: 'CreateContainerConfigError', text: 'container has runAsNonRoot and image has non-numeric user (app), cannot verify user is non-root (pod: "web_shop(1)", container: main)' },
};
