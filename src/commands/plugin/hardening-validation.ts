import { checkProperties } from './check-properties';
import { HardeningValidationProps } from './hardening-validation-props';
import type { ValidationContext } from './validation-context';

/**
 * A validation plugin of cdk8s-cli: `cdk8s synth` evaluates the YAML that it wrote, and fails if there are findings. Name it in
 * cdk8s.yaml:
 *
 *     validations:
 *       - package: cdk8s-hardened
 *         version: 1.2.3
 *         class: HardeningValidation
 *         properties:
 *           profile: pss-restricted
 *
 * It works without cdk8s-plus, and for apps in every language.
 *
 * @stability experimental
 * @exampleMetadata fixture=app
 * @example
 *
 * new HardeningValidation({ profile: 'pss-restricted' });
 */
export class HardeningValidation {
  private readonly props: HardeningValidationProps;

  /**
   * @param props the `properties` of cdk8s.yaml
   * @throws if a property is misspelled or not of its type
   */
  constructor(props: HardeningValidationProps = {}) {
    checkProperties(props);
    this.props = props;
  }

  /**
   * Evaluates the manifests of a synthesis, and submits a report.
   *
   * @param context the `ValidationContext` of cdk8s-cli
   * @throws if a manifest, the settings file, the waiver file or the baseline cannot be read
   */
  public async validate(context: any): Promise<void> {
    // Loaded on demand, so that apps that import the main module do not load the readers of files.
    // eslint-disable-next-line @typescript-eslint/no-require-imports
    const { runValidation }: typeof import('./run-validation') = require('./run-validation');
    runValidation(this.props, context as ValidationContext);
  }
}
