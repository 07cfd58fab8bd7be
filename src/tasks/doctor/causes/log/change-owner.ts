import { Cause } from '../../cause';
import { pathOf } from '../../log-path';
import { withoutPaths } from '../../paths';
import { ownerRemedy } from '../../remedies/owners';
import { userFix } from '../../remedies/user';
import { CHANGES_OWNER, EROFS } from '../../words';

export const changeOwner: Cause = {
  id: 'change-owner',
  title: 'the program tries to change the owner or the mode of a file',
  why: 'Only root may change owners, and only the owner may change modes; an fsGroup makes that unnecessary.',
  signs: [
    { in: 'log', text: EROFS, weight: 73, when: ({ line }) => CHANGES_OWNER.test(withoutPaths(line.text)) },
    { in: 'log', text: /\b(?:[lf]?ch(?:own|mod|grp)(?:at)?|chang(?:e|ing) (?:the )?(?:owner(?:ship)?|permissions?|mode|group)(?! id\b)|set(?:ting)? (?:owner|permissions)|utimes?|touch|preserv(?:e|ing) \w+)\b.*(?:operation not permitted|EPERM|\(1: )|(?:operation not permitted|EPERM).*\b[lf]?ch(?:own|mod|grp)/i, weight: 71, when: ({ line }) => !/could not change permissions of directory/.test(line.text) },
    { in: 'log', text: /\bch(?:own|grp): (?:invalid (?:user|group)|unknown (?:user|group)|unrecognized)/, weight: 71 },
  ],
  fix: (found) => ({
    ...userFix(found, { mayStay: true }),
    do: `${ownerRemedy(found.line.text, pathOf(found))}. ${userFix(found, { mayStay: true }).do.replace(/^[a-z]/, (first) => first.toUpperCase())}`,
  }),
  example: { source: 'log', text: 'chown: /tmp/x: Operation not permitted' },
};
