import { Cause } from '../../cause';

export const mustBeRoot: Cause = {
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
};
