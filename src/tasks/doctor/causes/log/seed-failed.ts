import { Cause } from '../../cause';
import { pathsIn } from '../../paths';
import { userFix } from '../../remedies/user';

export const seedFailed: Cause = {
  id: 'seed-failed',
  title: 'an init container of this library could not copy files of the image',
  why: '`WritablePath.fromImage` copies a directory of the image into a volume before the program starts; the message names the missing part.',
  signs: [{ in: 'log', text: /^seed: (?<what>(?!.*(?:stays as it is|was copied)).+)/, weight: 82 }],
  fix: (found) => ({
    do: /has no directory/.test(found.facts.what ?? '') ? 'use emptyDir for this path: the image has no such directory'
      : /cannot read/.test(found.facts.what ?? '') ? 'run as the user that the image is made for, or open the directory to everybody when you build the image'
        : /cannot write|cannot move|cannot remove/.test(found.facts.what ?? '') ? 'let the pod write the volume: an fsGroup, or on NFS takeOwnership; a full volume needs more room'
          : /no directory$/.test(found.facts.what ?? '') ? 'move the file or link that has the name of the directory to another name: only a directory can be filled' : 'give the volume a larger sizeLimit, and look for files that the user cannot read',
    typescript: /has no directory/.test(found.facts.what ?? '') ? `writablePaths: [WritablePath.emptyDir('${pathsIn(found.line.text)[0] ?? 'PATH'}')],` : userFix(found).typescript,
  }),
  example: { source: 'log', text: 'seed: registry.example.com/web:1 has no directory /etc/web' },
};
