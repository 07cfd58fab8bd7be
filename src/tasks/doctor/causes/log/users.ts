import { CatalogedCause, Fix, Found } from '../../cause';
import { containerYaml } from '../../fixes';
import { pathOf } from '../../log-path';
import { pathsIn, withoutPaths } from '../../paths';
import { ownerRemedy } from '../../remedies/owners';
import { userFix } from '../../remedies/user';
import { CHANGES_OWNER, EROFS } from '../../words';

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

const UNKNOWN = /unknown|not found|no such|does(?: not|n't) exist|(?:can(?:'|no)t|could(?: not|n't)|unable to|failed to) (?:find|get|look ?up|resolve|determine|map|translate)|no (?:entry|name|user|account|passwd)|invalid/i;

/** Whether a line reports that the number of the user is unknown. */
function isUnknownNumber({ line: { text }, evidence: { uid } }: Found): boolean {
  return uid !== undefined && uid > 0 && text.includes(`${uid}`) && new RegExp(`\\b(?:user(?:name|info| ?id)?|[ug]id|account|passwd|owner)\\b\\W{0,4}(?:\\w+ ){0,3}\\W?${uid}(?!\\d|:\\d)`, 'i').test(text);
}

/** Programs that need another user, or change their user. */
export const PROCESS_USERS: readonly CatalogedCause[] = [
  {
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
  },
  {
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
  },
  {
    id: 'unknown-user',
    title: 'the image has no user of that number',
    why: 'The program looks up its user in /etc/passwd and does not find the uid of the pod.',
    signs: [
      { in: 'log', text: /getpwuid|uv_os_get_passwd|I have no name!|cannot access user database|failed to identify current user|(?:your |current )?\bu(?:ser )?id\b.*(?:isn't|is not|not) (?:in|found in|listed in) (?:the )?(?:passwd|password)|(?:not (?:found )?in|no(?: such)? entry in|missing from) (?:the )?(?:\/etc\/)?passwd\b|no passwd entry|passwd entry (?:for|not found)|unknown userid|you don't exist|LoginException.*invalid null input: name|uid not found|no (?:user exists for|matching entries in passwd|such user(?!:? ['"]?[a-z]))|could not look up (?:effective )?user|cannot find name for (?:user|group) ID|unknown user ?id|whoami: |cannot determine.*(?:user ?name|home)|user\.home.*\?|(?:requires?|needs?|neither)\b.*\$(?:USER|LOGNAME|HOME)\b.*\b(?:set|defined)\b|\$(?:USER|LOGNAME|HOME) (?:is |was )?(?:not (?:set|defined)|unset|undefined|empty)\b/i, weight: 73 },
      { in: 'log', text: /\bHOME\b(?: environment)?(?: variable)? (?:(?:is |was )?(?:not (?:set|defined|found)|unset|undefined|empty)|must be (?:set|defined))|(?:can(?:'|no)t|could(?: not|n't)|unable to|failed to) (?:find|determine|get|locate|detect|resolve|look ?up|expand)\b.*\b(?:home(?: ?dir(?:ectory)?)?|current user)\b/i, weight: 72, when: ({ line }) => !/\b(?:JAVA|MAVEN|CATALINA|GRADLE|\w+_)HOME\b/.test(line.text) && line.level !== 'info' },
      // The number of the user, reported as unknown.
      { in: 'log', text: UNKNOWN, weight: 76, when: isUnknownNumber },
    ],
    fix: (found) => {
      const { known, uid = 65532 } = found.evidence;
      return known?.facts.uid === undefined ? {
        do: `give the uid ${uid} a name when you build the image (\`RUN echo 'app:x:${uid}:${uid}::/tmp:/sbin/nologin' >> /etc/passwd\` in the Dockerfile), or run as a user that is in its /etc/passwd. HOME and USER help programs that ask the environment first`,
        typescript: "presets: [RuntimePreset.custom('user', { environment: { HOME: '/tmp', USER: 'app' } })],",
        yaml: containerYaml(found, 'env:', '  - { name: HOME, value: /tmp }', '  - { name: USER, value: app }'),
        settings: 'environment: { HOME: /tmp, USER: app }',
      } : { ...userFix(found), do: `${userFix(found).do}; or set HOME and USER where the program only asks for these` };
    },
    example: { source: 'log', text: 'initdb: error: could not look up effective user ID 65532: user does not exist' },
  },
  {
    id: 'must-be-root',
    title: 'the program refuses to run as another user than root',
    why: 'It checks its user when it starts.',
    signs: [{ in: 'log', text: /\bmust (?:be )?(?:run|started|executed|launched|invoked)\b.*\bas (?:the )?(?:root|superuser)|\byou (?:must|need to) be (?:root|superuser)(?! or)|requires? (?:to be run as )?root(?: privileges| access| user| permissions)?|need(?:s)? (?:to (?:be )?(?:run )?(?:as )?)?root(?: privileges)?|only (?:be (?:run|used) by )?root can|root privileges (?:are )?(?:required|needed)|are you root\?|\bnot (?:a )?super-?user\b|not running as root|please run as root|without root privileges|reserved for the superuser/i, weight: 72, when: ({ line }) => line.level !== 'info' && !/\b(?:not|never|don't|cannot|refus\w+|should) (?:be )?(?:run|start\w*)?\b.{0,20}as root|\b(?:su|sudo|ping)6?: /i.test(line.text) }],
    fix: () => ({
      do: 'use an image of the program that is made for another user (many have a variant "rootless" or "unprivileged"), or make it root in a user namespace',
      typescript: 'runAs: RunAs.rootInUserNamespace(),   // root there is nobody on the node; needs a waiver below Kubernetes 1.35',
      yaml: 'hostUsers: false\nsecurityContext: { runAsUser: 0, runAsNonRoot: false }',
    }),
    example: { source: 'log', text: '500 OOPS: vsftpd: must be started as root (see run_as_launching_user option)' },
  },
  {
    id: 'must-not-be-root',
    title: 'the program refuses to run as root',
    why: 'It checks its user when it starts: whoever breaks into it would be root. The pod or the image makes it root.',
    signs: [
      { in: 'log', text: /\b(?:(?:can(?: ?not|'t)|must not|may not|should not|won't|will not|do(?:es)? not|don't|refus\w+ to|unable to|not (?:allowed|permitted|supported|safe|possible) to) (?:be )?(?:run|start\w*|launch\w*|execut\w+|invok\w+)\b(?!.*\bnon-?root\b).{0,40}?|how to run \S+ )\bas (?:the )?(?:(?:system )?super-?user|["'“]?root)\b|["'“]?root["'”]? execution of\b.*\bnot permitted/i, weight: 73, when: ({ line }) => line.level !== 'info' },
      { in: 'log', text: /\brunning\b.{0,20}\bas root\b.{0,40}\b(?:not (?:supported|allowed|permitted|recommended\. exiting)|forbidden|disallowed|refused)/i, weight: 73, when: ({ line }) => line.level !== 'info' },
    ],
    fix: (found) => userFix(found),
    example: { source: 'log', text: 'initdb: error: cannot be run as root' },
  },
];
