import { ImageFamily } from '../known-image';

export const CHAINGUARD: readonly ImageFamily[] = [{
  name: 'Chainguard',
  repositories: ['cgr.dev/chainguard/*'],
  variants: [{
    uid: 65532,
    gid: 65532,
    hint: 'Some images have another user, as the program has it elsewhere',
    evidence: { documented: [{ source: 'https://github.com/chainguard-images/images/blob/main/BEST_PRACTICES.md', date: '2026-11-26' }] },
  }],
}];
