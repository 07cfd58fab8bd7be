import { Cause } from '../../cause';
import { containerYaml } from '../../fixes';

export const setuidProgram: Cause = {
  id: 'setuid-program',
  title: 'a program like su or sudo cannot become root',
  why: 'Under `allowPrivilegeEscalation: false` the setuid bit has no effect.',
  signs: [{ in: 'log', text: /must be (?:suid|setuid|run from a terminal as root)|effective (?:uid|user id) is not 0|no new privileges|must be owned by uid 0 and have the setuid bit|\b(?:su|sudo|doas|newgrp): .*(?:must be (?:root|superuser)|set ?(?:uid|gid|groups)|are you root|lacking privilege)|\bsu: .*Authentication failure|runuser: may not be used by non-root|sudo: (?:unable to|PERM)/i, weight: 77 }],
  fix: (found) => ({
    do: 'start the program without su, sudo or doas: the container runs as its user from the start',
    typescript: '// of the container: command: [PROGRAM]; and runAs of the workload',
    yaml: containerYaml(found, 'command: [PROGRAM]   # without su, sudo, gosu'),
  }),
  example: { source: 'log', text: 'sudo: The "no new privileges" flag is set, which prevents sudo from running as root.' },
};
