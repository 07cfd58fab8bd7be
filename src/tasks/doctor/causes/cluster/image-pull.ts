import { Cause } from '../../cause';
import { pullFix } from '../../remedies/pull';

export const imagePull: Cause = {
  id: 'image-pull',
  title: 'the image cannot be pulled',
  why: 'It does not exist, the registry requires a login, does not answer, or limits pulls.',
  signs: [
    { in: 'cluster', text: /[Ff]ailed to (?:pull|resolve)(?: and unpack)? image|pull access denied|toomanyrequests|manifest unknown|ErrImageNeverPull|is not present with pull policy of Never/, weight: 92 },
    { in: 'cluster', reason: /^(?:ErrImagePull|ImagePullBackOff|ErrImageNeverPull|RegistryUnavailable|SignatureValidationFailed)$/ },
  ],
  fix: (found) => pullFix(found),
  example: { source: 'cluster', reason: 'ErrImagePull', text: 'failed to pull and unpack image "registry.example.com/web:2": not found' },
};
