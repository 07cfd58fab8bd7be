import { Cause } from '../../cause';
import { userFix } from '../../remedies/user';

export const workingDirectory: Cause = {
  id: 'working-directory',
  title: 'the working directory cannot be entered',
  why: 'The user may not enter the `WORKDIR` of the image, or the `workingDir` of the container.',
  signs: [{ in: 'cluster', text: /chdir to cwd \("(?<path>[^"]+)"\).*(?:permission denied|no such file)/ }],
  fix: (found) => ({ ...userFix(found), do: `${userFix(found).do}; or let every user enter ${found.facts.path} (\`chmod o+x\` when you build the image)` }),
  example: { source: 'cluster', reason: 'StartError', text: 'runc create failed: unable to start container process: chdir to cwd ("/root/app") set in config.json failed: permission denied' },
};
