import { Option } from 'commander';
import { PLATFORMS } from '../../policy/settings/target';

// Options of several commands, with one description.

export function kubernetesVersion(): Option {
  return new Option(
    '--kubernetes-version <version>',
    'Kubernetes version that the manifests target: 1.28, v1.28 or latest, and not before 1.23 (default: latest; for Helm, its own default)',
  );
}

export function platform(): Option {
  return new Option('--platform <platform>', 'platform that the manifests target (default: kubernetes)').choices([...PLATFORMS]);
}

/**
 * @param use text after "settings file", beginning with a comma, for a command that reads only some settings
 * @param note text after the default
 */
export function config(use = '', note = ''): Option {
  return new Option('--config <file>', `settings file${use}, or none (default: the nearest cdk8s-hardened.yaml `
    + `from the working directory upwards)${note}`);
}

export function allowEmpty(): Option {
  return new Option('--allow-empty', 'accept input without objects, such as a chart that renders nothing, instead of exiting with 2');
}
