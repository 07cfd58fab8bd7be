import { Cause, Found } from '../../cause';
import { containerYaml } from '../../fixes';
import { userFix } from '../../remedies/user';

const UNKNOWN = /unknown|not found|no such|does(?: not|n't) exist|(?:can(?:'|no)t|could(?: not|n't)|unable to|failed to) (?:find|get|look ?up|resolve|determine|map|translate)|no (?:entry|name|user|account|passwd)|invalid/i;

/** Whether a line reports that the number of the user is unknown. */
function isUnknownNumber({ line: { text }, evidence: { uid } }: Found): boolean {
  return uid !== undefined && uid > 0 && text.includes(`${uid}`) && new RegExp(`\\b(?:user(?:name|info| ?id)?|[ug]id|account|passwd|owner)\\b\\W{0,4}(?:\\w+ ){0,3}\\W?${uid}(?!\\d|:\\d)`, 'i').test(text);
}

export const unknownUser: Cause = {
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
};
