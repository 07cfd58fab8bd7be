import { Cause, Found, Sign } from '../../cause';
import { containerYaml } from '../../fixes';
import { capabilitiesOf } from '../../remedies/capabilities';
import { CHANGES_OWNER } from '../../words';

const NOT_PERMITTED = /operation not permitted|\bEPERM\b|access denied/i;
/** The start of a program, in the lines above an error that does not name it. */
const STARTS = /\bos\.exec[vlpe]+\(|_execute_child|posix_spawn|\bPopen\(|subprocess\.|ProcessBuilder|child_process|\bspawn\b|\bexec[vlpe]*\(|\bin [`'](?:Kernel#)?(?:exec|spawn|system)'/;

const SIGNS: readonly Sign[] = [
  { in: 'log', text: /\bexec:? ?["']?(?<path>\/[^\s:"']+)["']?: operation not permitted/i, weight: 80 },
  // A shell, with its name, the name of its script, and the line: `/entry.sh: line 56: /opt/sbin/slapadd: Operation not permitted`.
  { in: 'log', text: /^(?:\S+: )?(?:exec: )?(?:(?:line )?\d+: )?(?:exec: |can't execute |exec )*["']?(?<path>(?:\/[^\s:"']+|(?<=(?<![\w-])exec: ["']?)[\w.+-]+))["']?(?: failed)?: Operation not permitted$/i, weight: 78, when: ({ line, facts }) => !/^(?:chown|chmod|chgrp|touch|cp|mv|rm|ln|mkdir|mknod|mount|umount|install|tar|find|sed|setfattr|setfacl|chattr|date|ping6?|[\w-]+d): /.test(line.text) || /\bexec\b/.test(line.text.split(facts.path!)[0]) },
  // What starts other programs, in words of its own.
  { in: 'log', text: /\bexecv[pe]*\(["']?(?<path>[^\s)"',]+)["']?[^)]*\) failed.*not permitted|(?:failed to|unable to|can(?:'|no)t|could ?n(?:'|o)t|error:?) (?:run command|exec(?:ute|ing)?|spawn)\b(?: (?:command|child|program|process|pid1))?:? ?["'`‘]?(?<other>[^\s"'`’:]+)?["'`’]?.*(?:operation not permitted\.?$|\bEPERM\b)|(?:run|start) ["'`‘]?(?<sixth>\/[^\s"'`’:]+)["'`’]?: operation not permitted$|\bfork\/exec (?<third>\/(?!proc\/)[^\s:]+): operation not permitted|\bspawn(?:Sync)? (?<fourth>\S+ )?EPERM\b|Cannot run program "(?<fifth>[^"]+)".*(?:error=1,|not permitted)/i, weight: 79 },
  { in: 'log', text: /^\[?(?:FATAL )?(?:dumb-init|tini|catatonit|s6-\w+|supervisord?|env|nice|nohup|timeout|setpriv|su-exec|gosu|runuser|start-stop-daemon|chpst)\b[^:\]]*[:\]](?:.*[\s"'‘])?(?<path>\/[^\s:"'’]+)["'’]?(?: failed)?: Operation not permitted$/i, weight: 79 },
  { in: 'log', text: /^\[(?:FATAL tini \(\d+\)\] exec|dumb-init\]) (?<path>[\w.+-]+)(?: failed)?: Operation not permitted$/i, weight: 79 },
  { in: 'log', text: /^(?:env|nice|ionice|chrt|taskset|xargs|find|time|watch|strace|unshare): (?:exec|['‘]?(?<path>[\w./+-]+)['’]?): Operation not permitted$/, weight: 79 },
  // Python and Ruby name the program in the traceback, or not at all.
  { in: 'log', text: /(?:PermissionError|OSError): \[Errno 1\] Operation not permitted(?:: ['"](?<path>[^'"]+)['"])?$|Errno::EPERM|Operation not permitted - (?<other>\S+) \(Errno::EPERM\)/, weight: 77, when: (found) => startsProgram(found) },
  { in: 'log', text: /exec user process caused:? "?operation not permitted/, weight: 80 },
  { in: 'cluster', text: /exec:? ?"?(?<path>\/[^"\s:]+)"?: operation not permitted/i, weight: 93 },
];

export const fileCapability: Cause = {
  id: 'file-capability',
  title: 'the program has a capability in its file that the container drops',
  why: 'The kernel does not start a program with file capabilities that the container must not have, because it has `drop: [ALL]` without `add`.',
  standsBeside: true,
  signs: SIGNS.map((sign) => ({ ...sign, when: (found) => !CHANGES_OWNER.test(found.line.text) && (sign.when?.(found) ?? true) })),
  fix: (found) => {
    const path = pathOf(found);
    const { names, source, areAllowed } = capabilitiesOf(found.evidence.known, path);
    const name = names.join(', ');
    const needs = source === 'guess' ? `${name} is a guess: it is the most frequent one, and the log does not name it` : `The program needs ${name}`;
    const check = source === 'image' ? ', as the lock file says' : `; \`getcap ${path ?? '-r /'}\` in the image prints it`;
    return {
      do: areAllowed
        ? `add the capability of the file. ${needs}${check}. Or remove it from the file when you build the image: \`setcap -r ${path ?? 'FILE'}\``
        : `remove the capability from the file when you build the image: \`setcap -r ${path ?? 'FILE'}\`. ${needs}, and Pod Security "restricted" admits only NET_BIND_SERVICE`,
      ...areAllowed ? {
        typescript: `// of the container: securityContext: { capabilities: { drop: [Capability.ALL], add: [Capability.${name}] } },`,
        yaml: containerYaml(found, 'securityContext:', `  capabilities: { drop: [ALL], add: [${name}] }`),
        settings: '# add the capability in the manifest: harden keeps NET_BIND_SERVICE',
      } : {
        yaml: `# in the Dockerfile: RUN setcap -r ${path ?? 'FILE'}`,
      },
    };
  },
  example: { source: 'log', text: 'exec /coredns: operation not permitted' },
};

function pathOf({ facts: { path, other, third, fourth, fifth, sixth } }: Found): string | undefined {
  return path ?? other ?? third ?? fourth?.trim() ?? fifth ?? sixth;
}

/** Whether the lines above an error start another program. */
function startsProgram({ line }: Found): boolean {
  const before = (line.around ?? '').split(line.text)[0];
  return NOT_PERMITTED.test(line.text) && STARTS.test(before || line.text);
}
