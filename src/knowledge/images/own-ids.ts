import { ImageFacts } from './known-image';

/** The ids that the program of an image runs as. As the owner of its files the user needs no gid 0. Undefined if nobody knows the uid. */
export function ownIds({ uid, gid }: ImageFacts): { readonly uid: number; readonly gid: number } | undefined {
  return uid === undefined ? undefined : { uid, gid: gid || uid };
}
