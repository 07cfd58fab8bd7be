import { CONTAINER_SHAPE } from './container';
import { Path } from '../json';
import { isContainerList } from '../pod';
import { POD_SHAPE } from './pod';
import { Shape } from './shape';

/** Whether Kubernetes has a field in the spec of a pod. */
export function isPodField(path: Path): boolean {
  const [list] = path;
  return isContainerList(list) && path.length > 1
    ? isField(CONTAINER_SHAPE, path.slice(2))
    : isField(POD_SHAPE, path);
}

function isField(shape: Shape | undefined, path: Path): boolean {
  if (!shape || path.length === 0) {
    return shape !== undefined;
  }
  const [step, ...rest] = path;
  return isField(shape.element ?? shape.fields?.get(String(step)), rest);
}
