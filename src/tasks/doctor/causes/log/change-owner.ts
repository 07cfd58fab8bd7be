import { Cause } from '../../cause';
import { userFix } from '../../fixes';

export const changeOwner: Cause = {
  id: 'change-owner',
  title: 'the program tries to change the owner or the mode of a file',
  why: 'Only root may change owners, and only the owner may change modes; an fsGroup makes that unnecessary.',
  signs: [
    { in: 'log', text: /\bch(?:own|mod|grp):? .*Read-only file system/i, weight: 73 },
    { in: 'log', text: /\b(?:[lf]?ch(?:own|mod|grp)(?:at)?|chang(?:e|ing) (?:the )?(?:owner(?:ship)?|permissions?|mode|group)|set(?:ting)? (?:owner|permissions)|utimes?|touch|preserving \w+)\b.*(?:operation not permitted|EPERM|\(1: )|(?:operation not permitted|EPERM).*\b[lf]?ch(?:own|mod|grp)/i, weight: 71, when: ({ line }) => !/could not change permissions of directory/.test(line.text) },
  ],
  fix: (found) => ({
    ...userFix(found, true),
    do: `remove the chown or chmod from the start script, and do it when you build the image; volumes get their group by fsGroup. ${userFix(found, true).do.replace(/^[a-z]/, (first) => first.toUpperCase())}`,
  }),
  example: { source: 'log', text: 'chown: /tmp/x: Operation not permitted' },
};
