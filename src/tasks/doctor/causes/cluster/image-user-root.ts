import { Cause } from '../../cause';
import { userFix } from '../../remedies/user';

export const imageUserRoot: Cause = {
  id: 'image-user-root',
  title: 'the image runs as root',
  why: 'The pod has `runAsNonRoot: true` without a uid, and the USER of the image is missing or root.',
  signs: [{ in: 'cluster', text: /runAsNonRoot and image will run as root/ }],
  fix: (found) => userFix(found),
  example: { source: 'cluster', reason: 'CreateContainerConfigError', text: 'container has runAsNonRoot and image will run as root (pod: "web_shop(1)", container: main)' },
};
