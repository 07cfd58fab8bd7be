import { Cause } from '../../cause';
import { containerYaml } from '../../fixes';

export const gitOwnership: Cause = {
  id: 'git-ownership',
  title: 'Git does not trust a repository of another user',
  why: 'The directory does not belong to the user of the container. Git then requires it in safe.directory, which you set in its configuration or its variables.',
  signs: [{ in: 'log', text: /detected dubious ownership in repository at ['"](?<path>[^'"]+)['"]|unsafe repository \(['"](?<other>[^'"]+)['"]/, weight: 79 }],
  fix: (found) => {
    const path = found.facts.path ?? found.facts.other!;
    const variables = { GIT_CONFIG_COUNT: '1', GIT_CONFIG_KEY_0: 'safe.directory', GIT_CONFIG_VALUE_0: path };
    const entries = Object.entries(variables).map(([name, value]) => `${name}: '${value}'`).join(', ');
    return {
      do: `set safe.directory to ${path} by variables, which need no writable HOME; or let the user of the container own the directory, by an fsGroup or when you build the image`,
      typescript: `presets: [RuntimePreset.custom('git', { environment: { ${entries} } })],`,
      yaml: containerYaml(found, 'env:', ...Object.entries(variables).map(([name, value]) => `  - { name: ${name}, value: '${value}' }`)),
      settings: `environment: { ${entries} }`,
    };
  },
  example: { source: 'log', text: "fatal: detected dubious ownership in repository at '/srv/repo'" },
};
