import { Cause } from '../../cause';

export const seedFailed: Cause = {
  id: 'seed-failed',
  title: 'an init container of this library could not copy files of the image',
  why: '`WritablePath.fromImage` copies a directory of the image into a volume before the program starts; the message says what is missing.',
  signs: [{ in: 'log', text: /^seed: (?<what>(?!.*(?:stays as it is|was copied)).+)/, weight: 82 }],
  fix: ({ facts }) => ({
    do: /has no directory/.test(facts.what ?? '') ? 'use emptyDir for this path: the image has no such directory'
      : /cannot read/.test(facts.what ?? '') ? 'run as the user that the image is made for, or open the directory to everybody when you build the image'
        : /cannot write|cannot move|cannot remove/.test(facts.what ?? '') ? 'let the pod write the volume: an fsGroup, or on NFS takeOwnership; a full volume needs more room'
          : /no directory$/.test(facts.what ?? '') ? 'remove the file or link that has the name of the directory from the volume' : 'give the volume a larger sizeLimit, and look for files that the user cannot read',
    typescript: /has no directory/.test(facts.what ?? '') ? "writablePaths: [WritablePath.emptyDir('PATH')]," : 'runAs: RunAs.user(UID),',
  }),
  example: { source: 'log', text: 'seed: registry.example.com/web:1 has no directory /etc/web' },
};
