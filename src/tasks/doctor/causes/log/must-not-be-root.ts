import { Cause } from '../../cause';
import { userFix } from '../../remedies/user';

export const mustNotBeRoot: Cause = {
  id: 'must-not-be-root',
  title: 'the program refuses to run as root',
  why: 'It checks its user when it starts: whoever breaks into it would be root. The pod or the image makes it root.',
  signs: [
    { in: 'log', text: /\b(?:(?:can(?: ?not|'t)|must not|may not|should not|won't|will not|do(?:es)? not|don't|refus\w+ to|unable to|not (?:allowed|permitted|supported|safe|possible) to) (?:be )?(?:run|start\w*|launch\w*|execut\w+|invok\w+)\b(?!.*\bnon-?root\b).{0,40}?|how to run \S+ )\bas (?:the )?(?:(?:system )?super-?user|["'“]?root)\b|["'“]?root["'”]? execution of\b.*\bnot permitted/i, weight: 73, when: ({ line }) => line.level !== 'info' },
    { in: 'log', text: /\brunning\b.{0,20}\bas root\b.{0,40}\b(?:not (?:supported|allowed|permitted|recommended\. exiting)|forbidden|disallowed|refused)/i, weight: 73, when: ({ line }) => line.level !== 'info' },
  ],
  fix: (found) => userFix(found),
  example: { source: 'log', text: 'initdb: error: cannot be run as root' },
};
