import { alternatives } from '../../../../formats/language/alternatives';
import { sequence } from '../../../../formats/language/sequence';
import { CatalogedCause, Remedy, SignMatch } from '../../cause';
import { containerYaml } from '../../fixes';
import { failedPath } from '../../log-path';
import { pathsIn, withoutPaths } from '../../paths';
import { ownerRemedy } from '../../remedies/owners';
import { userFix } from '../../remedies/user';
import { CHANGES_OWNER, EROFS } from '../../words';

/** A program that changes the user and then starts another program. */
const SWITCHER = /^(?:\S*\/)?(?<name>gosu|su-exec|setpriv|setuidgid|s6-\w*uidgid|chpst|runuser)\b|^error: failed switching to /;

/** The pod sets the user of the container, so its start needs no program that changes the user. */
function withoutSwitcher(found: SignMatch): Remedy {
  const name = SWITCHER.exec(found.line.text)?.groups?.name ?? 'gosu';
  const user = userFix(found, { mayStay: true });
  return {
    ...user,
    do: `start the program without ${name}, with which its start script changes its user, and ${user.do}: write the command `
      + `that follows ${name} as \`command\`, or switch off what calls it`,
    typescript: `${user.typescript}   // of the container: command: [PROGRAM], as it follows ${name} in the start script`,
    yaml: `${containerYaml(found, `command: [PROGRAM]   # as it follows ${name} in the start script`)}\n${user.yaml}`,
  };
}

/** A daemon whose work is to start programs as other users. No option switches that off. */
const CRON = /^(?:\S*\/)?(?:cron|crond|anacron|fcron|atd)(?:\[\d+\])?: /;

function withoutCron(): Remedy {
  return {
    do: 'run each of its jobs as a Kubernetes CronJob instead of the cron daemon, which switches to the user of each job and '
      + 'therefore needs root; or run them in this container with a scheduler for one user, such as supercronic',
    typescript: "new HardenedCronJob(chart, 'job', { schedule: Cron.daily(), containers: [{ image, command: [PROGRAM] }] });",
    yaml: 'apiVersion: batch/v1\nkind: CronJob\nspec:\n  schedule: 0 3 * * *',
  };
}

const UNKNOWN = alternatives([
  /unknown/, // unknown user 65532
  /not found/, // user 65532 not found
  /no such/, // no such user: 65532
  /does(?: not|n't) exist/, // user 65532 does not exist
  /(?:can(?:'|no)t|could(?: not|n't)|unable to|failed to) (?:find|get|look ?up|resolve|determine|map|translate)/, // cannot find user 65532
  /no (?:entry|name|user|account|passwd)/, // no user user 65532
  /invalid/, // invalid user 65532
], 'i');

/** Whether a line reports that the number of the user is unknown. */
function isUnknownNumber({ line: { text }, evidence: { uid } }: SignMatch): boolean {
  const number = `\\W{0,4}(?:\\w+ ){0,3}\\W?${uid}(?!\\d|:\\d)`;
  return uid !== undefined && uid > 0 && text.includes(`${uid}`)
    && new RegExp(`\\b(?:user(?:name|info| ?id)?|[ug]id|account|passwd|owner)\\b${number}`, 'i').test(text);
}

/** Calls and programs that change the user. */
const CHANGES_USER = alternatives([
  // setgid: Operation not permitted
  /\b(?:set(?:e|re|res|fs)?[ug]ids?|setgroups|initgroups|chroot)\b.*(?:operation not permitted|EPERM|permission denied|\(1: )/,
  // set group id: Operation not permitted
  /\bset (?:the )?(?:user|group|[ug]id|supplementary group list)(?: id)?\b.*(?:operation not permitted|EPERM|permission denied|\(1: )/,
  // switching to user web: Operation not permitted
  /\b(?:drop(?:ping)? privileges|switch(?:ing)? (?:to )?(?:user|group|["']))\b.*(?:operation not permitted|EPERM|permission denied|\(1: )/,
  // error: failed switching to "web": gosu: operation not permitted
  /\b(?:su-exec|gosu|setpriv)\b.*(?:operation not permitted|EPERM|permission denied|\(1: )/,
  // (1)Operation not permitted: AH02156: setgid: unable to set group id to Group 33
  /(?:operation not permitted|EPERM).*\b(?:set[ug]id|setgroups|initgroups|set (?:user|group) id)/,
  /can(?:'|no)t drop privileges? as non-?root/, // Error: Can't drop privilege as nonroot user
  // Unable to drop privileges to 'mosquitto'. error during privilege drop. Could not get root to drop privs
  /\b(?:unable|failed|could not get root) to drop (?:root )?priv(?:ilege)?s?\b|\berror during privilege drop\b/,
  /cannot chroot\(/, // [ALERT] (1) : [haproxy.main()] Cannot chroot(/var/lib/haproxy).
  /can't set groups/, // crond: can't set groups: Operation not permitted
  /can't find the user \S+ to switch to/, // can't find the user memcache to switch to
], 'i');

const CHANGE = /\b(?:chang|switch|becom|chg|set|assum|dropp?)(?:e|ing|t)?\b (?:to )?(?:the )?/;
const IDENTITY = sequence([
  /(?:real |effective |saved |supplementary |root |process )?/,
  /(?:user(?: ?name)?|[ug]id|group(?: ?list)?s?|identity|privileges?|root directory)\b/,
]);
const REFUSED = /(?! owner).*(?:operation not permitted|EPERM|not (?:running as )?root|must be (?:root|superuser))/;
/** A change of the user in the words of a program: "could not change to uid 101", "cannot set groups". */
const CHANGES_IDENTITY = new RegExp(CHANGE.source + IDENTITY.source + REFUSED.source, 'i');

/** What a program sets: `the effective uid`, at the end of a message or before its reason. */
const AN_ID = sequence([
  /(?:set|setting|chang(?:e|ing)) (?:the |its )?(?:real |effective |process |supplementary )?/,
  /(?:[ug]ids?|groups?|(?:user|group) ids?)(?=\s*(?:$|[:.,(\[!]|\d|to\b))/,
]);
/** The function that writes a line: `[/usr/sbin/haproxy.main()]`. */
const FUNCTION = /\[[^\]\s]+\(\)\]/;
/** A change of the user that fails, without its reason. */
const CANNOT_SET_USER = alternatives([
  // Cannot set gid 99.
  sequence([/\b(?:can(?:no|')t|could(?: not|n't)|unable to) /, AN_ID]),
  // error setting uid to 99
  sequence([/\b(?:failed to|error) /, AN_ID]),
  /\b(?:can(?:no|')t|could(?: not|n't)|unable to|failed to) (?:set(?:e|re|res|fs)?[ug]id|setgroups|initgroups)\b/, // couldn't setuid
], 'i');

const OWNER_CALL = /[lf]?ch(?:own|mod|grp)(?:at)?/;
const OWNER_WORDS = /chang(?:e|ing) (?:the )?(?:owner(?:ship)?|permissions?|mode|group)(?! id\b)|set(?:ting)? (?:owner|permissions)/;
const OWNER_CHANGE = new RegExp(String.raw`\b(?:${OWNER_CALL.source}|${OWNER_WORDS.source}|utimes?|touch|preserv(?:e|ing) \w+)\b`);
/** Calls and programs that change the owner or the mode of a file. */
const CHANGES_OWNER_OR_MODE = alternatives([
  // chown: /tmp: Operation not permitted
  sequence([OWNER_CHANGE, /.*(?:operation not permitted|EPERM|\(1: )/]),
  /(?:operation not permitted|EPERM).*\b[lf]?ch(?:own|mod|grp)/, // EPERM: operation not permitted, chown '/data/x'
], 'i');

/** Programs that look up the name of their user. */
const NO_PASSWD_ENTRY = alternatives([
  /getpwuid/, // KeyError: 'getpwuid(): uid not found: 65532'
  /uv_os_get_passwd/, // SystemError [ERR_SYSTEM_ERROR]: uv_os_get_passwd returned ENOENT (no such file or directory)
  /I have no name!/, // I have no name!
  /cannot access user database/, // Cannot access user database: Success
  /failed to identify current user/, // failed to identify current user
  // crontab: your UID isn't in the passwd file.
  /(?:your |current )?\bu(?:ser )?id\b.*(?:isn't|is not|not) (?:in|found in|listed in) (?:the )?(?:passwd|password)/,
  /(?:not (?:found )?in|no(?: such)? entry in|missing from) (?:the )?(?:\/etc\/)?passwd\b/, // uid 65532 not found in /etc/passwd
  /no passwd entry/, // no passwd entry for 65532
  /passwd entry (?:for|not found)/, // passwd entry for 65532
  /unknown userid/, // unknown userid 65532
  /you don't exist/, // you don't exist, go away!
  /LoginException.*invalid null input: name/, // LoginException: java.lang.NullPointerException: invalid null input: name
  /uid not found/, // uid not found: 65532
  /no (?:user exists for|matching entries in passwd|such user(?!:? ['"]?[a-z]))/, // No user exists for uid 1001
  /could not look up (?:effective )?user/, // initdb: error: could not look up effective user ID 65532: user does not exist
  /cannot find name for (?:user|group) ID/, // id: cannot find name for user ID 65532
  /unknown user ?id/, // unknown user id 65532
  /whoami: /, // whoami: cannot find name
  /cannot determine.*(?:user ?name|home)/, // cannot determine the home directory
  /user\.home.*\?/, // user.home = ?
  /(?:requires?|needs?|neither)\b.*\$(?:USER|LOGNAME|HOME)\b.*\b(?:set|defined)\b/, // neither $XDG_CACHE_HOME nor $HOME are defined
  /\$(?:USER|LOGNAME|HOME) (?:is |was )?(?:not (?:set|defined)|unset|undefined|empty)\b/, // $HOME is not defined
], 'i');

/** Programs that need a home. */
const NO_HOME = alternatives([
  // HOME environment variable is not set
  /\bHOME\b(?: environment)?(?: variable)? (?:(?:is |was )?(?:not (?:set|defined|found)|unset|undefined|empty)|must be (?:set|defined))/,
  // Can't find the home directory
  sequence([
    /(?:can(?:'|no)t|could(?: not|n't)|unable to|failed to) (?:find|determine|get|locate|detect|resolve|look ?up|expand)\b/,
    /.*\b(?:home(?: ?dir(?:ectory)?)?|current user)\b/,
  ]),
], 'i');

/** Programs that run only as root. */
const NEEDS_ROOT = alternatives([
  /\bmust (?:be )?(?:run|started|executed|launched|invoked)\b.*\bas (?:the )?(?:root|superuser)/, // vsftpd: must be started as root
  /\byou (?:must|need to) be (?:root|superuser)(?! or)/, // hostname: you must be root to change the host name
  /requires? (?:to be run as )?root(?: privileges| access| user| permissions)?/, // This requires root privileges
  /need(?:s)? (?:to (?:be )?(?:run )?(?:as )?)?root(?: privileges)?/, // openntpd: need root privileges
  /only (?:be (?:run|used) by )?root can/, // only root can do that
  /root privileges (?:are )?(?:required|needed)/, // Root privileges are needed!
  /are you root\?/, // ping: permission denied (are you root?)
  /\bnot (?:a )?super-?user\b/, // Fatal error : Not superuser
  /not running as root/, // not running as root
  /please run as root/, // Please run as root
  /without root privileges/, // cannot start without root privileges
  /reserved for the superuser/, // postfix: fatal: the postfix command is reserved for the superuser
], 'i');

/** The opposite, or the words of a program that another one starts. */
const NOT_NEEDED = /\b(?:not|never|don't|cannot|refus\w+|should) (?:be )?(?:run|start\w*)?\b.{0,20}as root|\b(?:su|sudo|ping)6?: /i;

const RUN = /(?:be )?(?:run|start\w*|launch\w*|execut\w+|invok\w+)\b/;
const AS_ROOT = /(?!.*\bnon-?root\b).{0,40}?\bas (?:the )?(?:(?:system )?super-?user|["'“]?root)\b/;
/** Programs that do not run as root. */
const REFUSES_ROOT = alternatives([
  // initdb: error: cannot be run as root
  sequence([/\b(?:can(?: ?not|'t)|must not|may not|should not|unable to) /, RUN, AS_ROOT]),
  // This program will not run as root
  sequence([/\b(?:won't|will not|do(?:es)? not|don't|refus\w+ to) /, RUN, AS_ROOT]),
  // It is not allowed to run this server as root
  sequence([/\bnot (?:allowed|permitted|supported|safe|possible) to /, RUN, AS_ROOT]),
  // Please read the manual to find out how to run mysqld as root!
  /\bhow to run \S+ \bas (?:the )?(?:(?:system )?super-?user|["'“]?root)\b/,
  /["'“]?root["'”]? execution of\b.*\bnot permitted/, // "root" execution of the PostgreSQL server is not permitted.
], 'i');

/** Programs that need another user, or change their user. */
export const PROCESS_USERS: readonly CatalogedCause[] = [
  {
    id: 'change-user',
    title: 'the program tries to change its user',
    why: 'Only root can change its user. A daemon that starts as root and then changes to its own user must start as that user instead.',
    standsBeside: true,
    signs: [
      { in: 'log', text: CHANGES_USER, weight: 78 },
      { in: 'log', text: CHANGES_IDENTITY, weight: 77 },
      {
        in: 'log',
        text: /\b(?:can(?:no|')t|could(?: not|n't)|unable to|failed to) become \S+: (?:operation not permitted|permission denied)/i,
        weight: 77,
      },
      // Daemons keep single capabilities when they step down from root.
      {
        in: 'log',
        text: sequence([
          /\b(?:set|sett|drop|dropp|keep|retain|limit|reduc|chang|apply)(?:e|ing|ed)?\b (?:\w+ ){0,2}capabilit(?:y|ies)\b/,
          /.*(?:operation not permitted|EPERM)/,
        ], 'i'),
        weight: 77,
        when: ({ line }) => pathsIn(line.text).length === 0,
      },
      // Without the reason of the kernel: the program asks for nothing else.
      { in: 'log', text: CANNOT_SET_USER, weight: 76, when: ({ line }) => pathsIn(line.text.replace(FUNCTION, '')).length === 0 },
      {
        in: 'log',
        text: sequence([
          /(?:not (?:running as )?root|must be (?:root|superuser))\b/,
          /.*\b(?:chang|switch|becom|set|dropp?)(?:e|ing|t)? (?:to )?(?:the )?(?:user|[ug]id|group|identity|privileges)/,
        ], 'i'),
        weight: 77,
      },
      // The program looks up the user that it will become, and the image does not have that user.
      {
        in: 'log',
        text: alternatives([
          /\bget(?:pw|gr)nam(?:_r)?\b.*(?:fail|not found|no such|unknown|error|no entry)/, // getpwnam("nginx") failed
          /(?:fail|error)\w*\b.*\bget(?:pw|gr)nam(?:_r)?\b/, // error: getgrnam("nginx")
        ], 'i'),
        weight: 74,
      },
    ],
    fix: (found) => {
      if (CRON.test(found.line.text)) {
        return withoutCron();
      }
      return SWITCHER.test(found.line.text) ? withoutSwitcher(found) : {
        ...userFix(found, { mayStay: true }),
        do: 'remove the option or setting with which the program changes its user or its root directory (`user`, `--user`, '
          + `\`-u\`, \`chroot\`), and ${userFix(found, { mayStay: true }).do}`,
      };
    },
    example: { source: 'log', text: 'nginx: [emerg] setgid(101) failed (1: Operation not permitted)' },
  },
  {
    id: 'change-owner',
    title: 'the program tries to change the owner or the mode of a file',
    why: 'Only root can change owners, and only the owner of a file can change its mode. With an fsGroup, neither is necessary.',
    signs: [
      { in: 'log', text: EROFS, weight: 73, when: ({ line }) => CHANGES_OWNER.test(withoutPaths(line.text)) },
      {
        in: 'log',
        text: CHANGES_OWNER_OR_MODE,
        weight: 71,
        when: ({ line }) => !/could not change permissions of directory/.test(line.text),
      },
      { in: 'log', text: /\bch(?:own|grp): (?:invalid (?:user|group)|unknown (?:user|group)|unrecognized)/, weight: 71 },
    ],
    fix: (found) => ({
      ...userFix(found, { mayStay: true }),
      do: `${ownerRemedy(found.line.text, failedPath(found))}. `
        + `${userFix(found, { mayStay: true }).do.replace(/^[a-z]/, (first) => first.toUpperCase())}`,
    }),
    example: { source: 'log', text: 'chown: /tmp/x: Operation not permitted' },
  },
  {
    id: 'unknown-user',
    title: 'the image has no user with this uid',
    why: 'The program looks up its user in /etc/passwd, which does not contain the uid of the pod.',
    signs: [
      { in: 'log', text: NO_PASSWD_ENTRY, weight: 73 },
      {
        in: 'log',
        text: NO_HOME,
        weight: 72,
        when: ({ line }) => !/\b(?:JAVA|MAVEN|CATALINA|GRADLE|\w+_)HOME\b/.test(line.text) && line.level !== 'info',
      },
      // The number of the user, reported as unknown.
      { in: 'log', text: UNKNOWN, weight: 76, when: isUnknownNumber },
    ],
    fix: (found) => {
      const { known, uid = 65532 } = found.evidence;
      return known?.facts.uid === undefined ? {
        do: `give the uid ${uid} a name when you build the image (\`RUN echo 'app:x:${uid}:${uid}::/tmp:/sbin/nologin' >> /etc/passwd\` in `
          + 'the Dockerfile), or run as a user that is in its /etc/passwd. HOME and USER are enough for programs that read these '
          + 'variables first',
        typescript: "presets: [RuntimePreset.custom('user', { environment: { HOME: '/tmp', USER: 'app' } })],",
        yaml: containerYaml(found, 'env:', '  - { name: HOME, value: /tmp }', '  - { name: USER, value: app }'),
        settings: 'environment: { HOME: /tmp, USER: app }',
      } : { ...userFix(found), do: `${userFix(found).do}; or set HOME and USER if the program only reads these` };
    },
    example: { source: 'log', text: 'initdb: error: could not look up effective user ID 65532: user does not exist' },
  },
  {
    id: 'must-be-root',
    title: 'the program refuses to run as a non-root user',
    why: 'The program checks its user when it starts.',
    signs: [{
      in: 'log',
      text: NEEDS_ROOT,
      weight: 72,
      when: ({ line }) => line.level !== 'info' && !NOT_NEEDED.test(line.text),
    }],
    fix: () => ({
      do: 'use an image of the program for a non-root user (many programs have a '
        + '"rootless" or "unprivileged" variant), or run it as root in a user namespace',
      typescript: 'runAs: RunAs.rootInUserNamespace(),   // root there is nobody on the node; needs a waiver below Kubernetes 1.35',
      yaml: 'hostUsers: false\nsecurityContext: { runAsUser: 0, runAsNonRoot: false }',
    }),
    example: { source: 'log', text: '500 OOPS: vsftpd: must be started as root (see run_as_launching_user option)' },
  },
  {
    id: 'must-not-be-root',
    title: 'the program refuses to run as root',
    why: 'The program checks its user when it starts, because an attacker who compromises it would be root. The pod or the image runs it '
      + 'as root.',
    signs: [
      { in: 'log', text: REFUSES_ROOT, weight: 73, when: ({ line }) => line.level !== 'info' },
      {
        in: 'log',
        text: sequence([
          /\brunning\b.{0,20}\bas root\b.{0,40}/,
          /\b(?:not (?:supported|allowed|permitted|recommended\. exiting)|forbidden|disallowed|refused)/,
        ], 'i'),
        weight: 73,
        when: ({ line }) => line.level !== 'info',
      },
    ],
    fix: (found) => userFix(found),
    example: { source: 'log', text: 'initdb: error: cannot be run as root' },
  },
];
