import { ImageError } from '../image-error';
import { MAX_LINKS, MAX_PATH } from '../limits';

/** The symbolic links of a layer. Entries are unpacked in order, so an entry below an earlier link ends up at the link's target. */
export class OwnLinks {
  private readonly targets = new Map<string, string>();

  public see(path: string, target: string | undefined): void {
    if (target !== undefined) {
      this.targets.set(path, target);
    } else if (this.targets.size > 0) {
      this.targets.delete(path);
    }
  }

  /** The path without links. The last step is not followed, because an entry replaces a link. */
  public placeOf(path: string): string {
    if (this.targets.size === 0 || path === '/') {
      return path;
    }
    let place = '';
    // The next step is at the end.
    const rest = linkSteps(path).reverse();
    for (let links = 0; rest.length > 1;) {
      const step = rest.pop()!;
      const next = step === '..' ? place.slice(0, Math.max(0, place.lastIndexOf('/'))) : `${place}/${step}`;
      const target = step === '..' ? undefined : this.targets.get(next);
      if (target === undefined) {
        place = next;
      } else if (++links > MAX_LINKS) {
        throw new ImageError(`a layer has ${JSON.stringify(path)} behind endless links`);
      } else {
        place = target.startsWith('/') ? '' : place;
        linkSteps(target).reverse().forEach((each) => rest.push(each));
      }
    }
    const found = `${place}/${rest[0]}`;
    if (found.length > MAX_PATH) {
      throw new ImageError('a path in a layer, with its links resolved, is too long');
    }
    return found;
  }
}

/** The steps of a path. Empty steps are left out. */
export function linkSteps(path: string): string[] {
  return path.split('/').filter((step) => step !== '' && step !== '.');
}
