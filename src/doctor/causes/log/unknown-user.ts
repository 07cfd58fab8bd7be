import { Cause } from '../../cause';
import { userFix } from '../../fixes';

export const unknownUser: Cause = {
  id: 'unknown-user',
  title: 'the image has no user of that number',
  why: 'The program looks up its user in /etc/passwd and does not find the uid of the pod.',
  signs: [{ in: 'log', text: /getpwuid|LoginException.*invalid null input: name|uid not found|no (?:user exists for|matching entries in passwd|such user)|could not look up (?:effective )?user|cannot find name for (?:user|group) ID|unknown user ?id|whoami: |cannot determine.*(?:user ?name|home)|user\.home.*\?/i, weight: 73 }],
  fix: (found) => ({
    ...userFix(found),
    do: `${userFix(found).do}; or set HOME and USER where the program only asks for these`,
  }),
  example: { source: 'log', text: 'initdb: error: could not look up effective user ID 65532: user does not exist' },
};
