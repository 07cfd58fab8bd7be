import { Cause } from '../../cause';
import { containerYaml } from '../../fixes';

export const fileCapability: Cause = {
  id: 'file-capability',
  title: 'the program has a capability in its file that the container drops',
  why: 'The kernel does not start a program whose file capabilities are outside of what the container may have: `drop: [ALL]` without `add`.',
  signs: [
    { in: 'log', text: /\bexec:? ?["']?(?<path>\/[^\s:"']+)["']?: operation not permitted/i, weight: 80 },
    { in: 'log', text: /^(?:\/bin\/\w+|\w*sh|env|exec\w*|tini|dumb-init|\[\w+ tini[^\]]*\]|\[dumb-init\])?:? ?(?:\S*\d+: |line \d+: |exec: |can't execute |exec )*["']?(?<path>\/[^\s:"']+)["']?(?: failed)?: Operation not permitted$/i, weight: 78 },
    { in: 'log', text: /exec user process caused:? "?operation not permitted/, weight: 80 },
    { in: 'cluster', text: /exec:? ?"?(?<path>\/[^"\s:]+)"?: operation not permitted/i, weight: 93 },
  ],
  fix: (found) => {
    const [capability] = found.evidence.known?.facts.fileCapabilities ?? ['NET_BIND_SERVICE'];
    return {
      do: `add the capability of the file (\`getcap ${found.facts.path ?? 'FILE'}\`), most often NET_BIND_SERVICE; or remove it from the file when you build the image: \`setcap -r\``,
      typescript: `// of the container: securityContext: { capabilities: { drop: [Capability.ALL], add: [Capability.${capability}] } },`,
      yaml: containerYaml(found, 'securityContext:', `  capabilities: { drop: [ALL], add: [${capability}] }`),
      settings: '# add the capability in the manifest: harden keeps NET_BIND_SERVICE',
    };
  },
  example: { source: 'log', text: 'exec /coredns: operation not permitted' },
};
