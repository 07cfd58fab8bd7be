import { Cause } from '../../cause';
import { containerYaml } from '../../fixes';

export const imageNameInvalid: Cause = {
  id: 'image-name-invalid',
  title: 'the name of the image is invalid',
  why: 'Names are lower case, with at most one tag and one digest.',
  signs: [{ in: 'cluster', reason: /^(?:InvalidImageName|InspectFailed)$/ }, { in: 'cluster', text: /couldn't parse image (?:name|reference) "?(?<image>[^":]*)|invalid reference format/ }],
  fix: (found) => ({ do: `correct the image ${found.evidence.image ?? ''}`.trim(), typescript: "// of the container: image: 'registry.example.com/shop/web:1.4.2'", yaml: containerYaml(found, 'image: registry.example.com/shop/web:1.4.2') }),
  example: { source: 'cluster', reason: 'InvalidImageName', text: 'Failed to apply default image tag "Web:1": couldn\'t parse image name "Web:1": invalid reference format: repository name must be lowercase' },
};
