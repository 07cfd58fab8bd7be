import { Cause } from '../../cause';
import { containerYaml } from '../../fixes';

export const requiredVariable: Cause = {
  id: 'required-variable',
  title: 'the program requires an environment variable that is not set',
  why: 'Its log names the variable. Secrets belong in a Secret.',
  signs: [{ in: 'log', text: /superuser password is not specified|password option is not specified|(?:environment )?variable\b ?["'`]?(?<name>[A-Z][A-Z0-9_]{2,})?["'`]?.*(?:is required|required but|is not set|not set|missing|must be set|is unset)|(?:must|need to|please|required to) (?:set|specify|define)\b.*\b(?<other>[A-Z][A-Z0-9]*_[A-Z0-9_]+)|\b(?<third>[A-Z][A-Z0-9]*_[A-Z0-9_]+)\b.*(?:is required|must be set|is not set|not defined)/, weight: 68, when: ({ line }) => line.level !== 'info' }],
  fix: (found) => {
    const name = found.facts.name ?? found.facts.other ?? found.facts.third ?? 'NAME';
    return {
      do: `set ${name === 'NAME' ? 'the variable that the log names' : name}`,
      typescript: `// of the container: envVariables: { ${name}: EnvValue.fromSecretValue({ secret, key: 'KEY' }) }`,
      yaml: containerYaml(found, 'env:', `  - { name: ${name}, valueFrom: { secretKeyRef: { name: SECRET, key: KEY } } }`),
    };
  },
  example: { source: 'log', text: 'Error: Database is uninitialized and superuser password is not specified.' },
};
