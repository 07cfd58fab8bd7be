import { Cause, Fix, Found } from '../../cause';
import { containerYaml } from '../../fixes';
import { pathsIn } from '../../paths';
import { userFix } from '../../remedies/user';

/** A program that only changes the user, and starts another one. */
const SWITCHER = /^(?:\S*\/)?(?<name>gosu|su-exec|setpriv|setuidgid|s6-\w*uidgid|chpst|runuser)\b|^error: failed switching to /;

/** The user of a container is set from outside: its program needs no other one to change it. */
function withoutSwitcher(found: Found): Fix {
  const name = SWITCHER.exec(found.line.text)?.groups?.name ?? 'gosu';
  const user = userFix(found, { mayStay: true });
  return {
    ...user,
    do: `start the program without ${name}, by which its start script changes its user, and ${user.do}: write the command that follows ${name} as \`command\`, or switch off what calls it`,
    typescript: `${user.typescript}   // of the container: command: [PROGRAM], as it follows ${name} in the start script`,
    yaml: `${containerYaml(found, `command: [PROGRAM]   # as it follows ${name} in the start script`)}\n${user.yaml}`,
  };
}

export const changeUser: Cause = {
  id: 'change-user',
  title: 'the program tries to change its user',
  why: 'Only root may: a daemon that starts as root and then steps down must start as its user instead.',
  standsBeside: true,
  signs: [
    { in: 'log', text: /\b(?:set(?:e|re|res|fs)?[ug]ids?|setgroups|initgroups|set (?:the )?(?:user|group|[ug]id|supplementary group list)(?: id)?|drop(?:ping)? privileges|switch(?:ing)? (?:to )?(?:user|group|["'])|su-exec|gosu|setpriv|chroot)\b.*(?:operation not permitted|EPERM|permission denied|\(1: )|(?:operation not permitted|EPERM).*\b(?:set[ug]id|setgroups|initgroups|set (?:user|group) id)|can(?:'|no)t drop privileges? as non-?root|cannot chroot\(|can't set groups|can't find the user \S+ to switch to/i, weight: 78 },
    // In words of its own: "could not change to uid 101", "can't become user daemon".
    { in: 'log', text: /\b(?:chang|switch|becom|chg|set|assum|dropp?)(?:e|ing|t)?\b (?:to )?(?:the )?(?:real |effective |saved |supplementary |root |process )?(?:user(?: ?name)?|[ug]id|group(?: ?list)?s?|identity|privileges?|root directory)\b(?! owner).*(?:operation not permitted|EPERM|not (?:running as )?root|must be (?:root|superuser))/i, weight: 77 },
    { in: 'log', text: /\b(?:can(?:no|')t|could(?: not|n't)|unable to|failed to) become \S+: (?:operation not permitted|permission denied)/i, weight: 77 },
    // Daemons keep single capabilities when they step down from root.
    { in: 'log', text: /\b(?:set|sett|drop|dropp|keep|retain|limit|reduc|chang|apply)(?:e|ing|ed)?\b (?:\w+ ){0,2}capabilit(?:y|ies)\b.*(?:operation not permitted|EPERM)/i, weight: 77, when: ({ line }) => pathsIn(line.text).length === 0 },
    // Without the reason of the kernel: the program asks for nothing else.
    { in: 'log', text: /\b(?:can(?:no|')t|could(?: not|n't)|unable to|failed to|error) (?:set|setting|chang(?:e|ing)) (?:the |its )?(?:real |effective |process |supplementary )?(?:[ug]ids?|groups?|(?:user|group) ids?)(?=\s*(?:$|[:.,(\[!]|\d|to\b))|\b(?:can(?:no|')t|could(?: not|n't)|unable to|failed to) (?:set(?:e|re|res|fs)?[ug]id|setgroups|initgroups)\b/i, weight: 76, when: ({ line }) => pathsIn(line.text).length === 0 },
    { in: 'log', text: /(?:not (?:running as )?root|must be (?:root|superuser))\b.*\b(?:chang|switch|becom|set|dropp?)(?:e|ing|t)? (?:to )?(?:the )?(?:user|[ug]id|group|identity|privileges)/i, weight: 77 },
    // The program looks up the user that it will become, and the image does not have that user.
    { in: 'log', text: /\bget(?:pw|gr)nam(?:_r)?\b.*(?:fail|not found|no such|unknown|error|no entry)|(?:fail|error)\w*\b.*\bget(?:pw|gr)nam(?:_r)?\b/i, weight: 74 },
  ],
  fix: (found) => SWITCHER.test(found.line.text) ? withoutSwitcher(found) : ({ ...userFix(found, { mayStay: true }), do: `remove the option or setting by which the program changes its user or its root directory (\`user\`, \`--user\`, \`-u\`, \`chroot\`), and ${userFix(found, { mayStay: true }).do}` }),
  example: { source: 'log', text: 'nginx: [emerg] setgid(101) failed (1: Operation not permitted)' },
};
