import { CatalogedCause } from '../../cause';
import { containerYaml } from '../../fixes';
import { pullFix } from '../../remedies/pull';

/** Images that the kubelet cannot pull. */
export const IMAGES: readonly CatalogedCause[] = [
  {
    id: 'image-name-invalid',
    title: 'the name of the image is invalid',
    why: 'Names are lower case, with at most one tag and one digest.',
    signs: [{ in: 'cluster', reason: /^(?:InvalidImageName|InspectFailed)$/ }, { in: 'cluster', text: /couldn't parse image (?:name|reference) "?(?<image>[^":]*)|invalid reference format/ }],
    fix: (found) => ({ do: `correct the image ${found.evidence.image ?? ''}`.trim(), typescript: "// of the container: image: 'registry.example.com/shop/web:1.4.2'", yaml: containerYaml(found, 'image: registry.example.com/shop/web:1.4.2') }),
    example: { source: 'cluster', reason: 'InvalidImageName', text: 'Failed to apply default image tag "Web:1": couldn\'t parse image name "Web:1": invalid reference format: repository name must be lowercase' },
  },
  {
    id: 'image-pull',
    title: 'the image cannot be pulled',
    why: 'It does not exist, the registry requires a login, does not answer, or limits pulls.',
    signs: [
      { in: 'cluster', text: /[Ff]ailed to (?:pull|resolve)(?: and unpack)? image|pull access denied|toomanyrequests|manifest unknown|ErrImageNeverPull|is not present with pull policy of Never/, weight: 92 },
      { in: 'cluster', reason: /^(?:ErrImagePull|ImagePullBackOff|ErrImageNeverPull|RegistryUnavailable|SignatureValidationFailed)$/ },
    ],
    fix: (found) => pullFix(found),
    example: { source: 'cluster', reason: 'ErrImagePull', text: 'failed to pull and unpack image "registry.example.com/web:2": not found' },
  },
];
