import { outerBase, DockerfileView } from '../../../formats/dockerfile/model/dockerfile';
import { hasNonRootBase, userOf } from '../../../formats/dockerfile/model/users';
import { hasUnprivilegedWindowsBase } from '../../../formats/dockerfile/model/windows';
import { knowledgeOf } from '../../../knowledge/images/knowledge-of';

/** The kind of USER that an image inherits from its base image; undefined if it sets a USER, or if the base image is not known. */
export function inheritedUser(view: DockerfileView): 'root' | 'name' | 'numeric' | 'not root' | undefined {
  if (userOf(view)) {
    return undefined;
  }
  if (hasNonRootBase(view) || hasUnprivilegedWindowsBase(view)) {
    return 'not root';
  }
  const known = knowledgeOf(outerBase(view));
  // The facts of another version can be wrong for this one.
  return known && known.note === undefined ? known.facts.imageUser : undefined;
}
