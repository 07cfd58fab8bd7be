import { inInstruction, keptInstructions } from './violations';
import { DockerfileView } from '../../../formats/dockerfile/model/dockerfile';
import { ownedPathsOf } from '../../../formats/dockerfile/model/image';
import { modeChanges } from '../../../formats/dockerfile/model/mode-changes';
import { adds, clauses, hasModeBit, letsOthersWrite } from '../../../formats/dockerfile/model/modes';
import { uidsOf } from '../../../formats/dockerfile/model/users';
import { Violations } from '../check';
import { DockerfileControl } from '../control';
import { ACCOUNT_FILES, isOfSystem, LEAVE_TO_ROOT, SYSTEM } from './system-paths';

export const dockerfileSystemFiles: DockerfileControl = {
  id: 'dockerfile-system-files',
  title: 'System files belong to root',
  level: 'hardened',
  risk: 'medium',
  why: 'An attacker who compromises the program can replace programs and libraries, or add an account with uid 0 to /etc/passwd, and '
    + 'become root if the image has a setuid program.',
  remedy: LEAVE_TO_ROOT,
  spec: {
    rules: [
      {
        fields: ['the paths of chown and `install -d -o` to a user other than root, in the instructions of the final image'],
        allowed: `any but ${[...SYSTEM, ...ACCOUNT_FILES].join(', ')}`,
      },
      {
        fields: [`the mode of ${ACCOUNT_FILES.join(', ')} that chmod gives, in the instructions of the final image and in its ONBUILD`],
        allowed: 'no write permission for the group, unless a later chmod removes it',
      },
    ],
    notes: ['Images for OpenShift used `chmod g=u /etc/passwd` to support any uid. Since OpenShift 4.2, CRI-O adds the entry. The control '
      + 'dockerfile-world-writable reports write permissions for others.'],
    sources: ['https://access.redhat.com/articles/4859371 (CVE-2019-19345 to CVE-2019-19355: /etc/passwd is writable)', 'https://docs.redhat.com/en/documentation/openshift_container_platform/4.19/html/images/creating-images'],
  },
  checkDockerfile: (view) => [...givenAway(view), ...groupWritable(view)],
};

function givenAway(view: DockerfileView): Violations {
  const uidOf = uidsOf(view);
  return ownedPathsOf(view).filter(({ path, owner }) => isOfSystem(path) && uidOf(owner) !== 0)
    .map(({ instruction, path, owner }) =>
      inInstruction(instruction, instruction.text, `"${path}" belongs to ${owner}`, `${owner} ${path}`));
}

const GROUP_WRITES = 0o020;

function groupWritable(view: DockerfileView): Violations {
  const changes = keptInstructions(view).flatMap(modeChanges);
  return changes.flatMap((change, index) => {
    const path = change.paths.find((each) => ACCOUNT_FILES.includes(each));
    const isTakenBack = () => changes.slice(index + 1).some((later) => later.paths.includes(path!) && !letsGroupWrite(later.mode));
    return path !== undefined && letsGroupWrite(change.mode) && !letsOthersWrite(change.mode) && !isTakenBack()
      ? [inInstruction(change.instruction, change.text, `the group may write "${path}"`, change.text)] : [];
  });
}

function letsGroupWrite(mode: string): boolean {
  return hasModeBit(mode, GROUP_WRITES) || clauses(mode).some((clause) => /[ga]/.test(clause.who) && adds(clause, 'w'));
}
