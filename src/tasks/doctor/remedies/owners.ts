/** How programs that copy files leave their owners alone: the first that fits. */
const COPIES: readonly (readonly [words: RegExp, instead: string])[] = [
  [/\btar: |extract|unpack|unzip|cpio/i, 'extract the archive without the owners in it (`tar --no-same-owner --no-same-permissions`)'],
  [/\brsync\b/i, 'copy without owners, groups and times of directories (`rsync -rl` instead of `rsync -a`)'],
  [/^cp: |\bpreserv(?:e|ing)\b/i, 'copy without owners, modes and times (`cp -R` instead of `cp -a` or `cp -p`): only the owner of a file may set them'],
  [/^install: /, 'use `install` without `-o` and `-g`'],
  [/^touch: |utimes?\b/i, 'remove `touch` with a time: only the owner of a file may set one'],
];

/** The advice instead of changing the owner or the mode of a file. */
export function ownerRemedy(text: string): string {
  const [, instead] = COPIES.find(([words]) => words.test(text)) ?? [];
  return instead ?? 'remove the chown or chmod from the start script, and do it when you build the image; volumes get their group by fsGroup';
}
