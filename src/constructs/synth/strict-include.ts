import { Include, IncludeProps } from 'cdk8s';
import { Construct } from 'constructs';
import { localFile } from './local-file';
import { checkNothingLost } from './lost-by-include';
import { checkOptions, ExpectedOptions, textSuchAs } from '../options/check-values';

const PROPS: ExpectedOptions<IncludeProps> = { url: textSuchAs('manifests/web.yaml') };

/**
 * An `Include` that reads its file as kubectl does and fails if cdk8s reads something else. `Include` ignores errors in the YAML: it loses
 * the items of a list in brackets if the second line of the list is not indented, and reads some words and numbers differently.
 *
 * @stability experimental
 * @exampleMetadata fixture=app
 * @example
 *
 * new StrictInclude(chart, 'operator', { url: 'vendor/operator.yaml' });
 * Hardening.of(chart).apply();
 */
export class StrictInclude extends Include {
  /** The path or URL of the file. */
  public readonly url: string;

  /**
   * @param scope parent construct
   * @param id id in that scope
   * @param props the path or URL of the file
   * @throws with the file, and the lines that cannot be read or the fields that `Include` would lose or change
   */
  constructor(scope: Construct, id: string, props: IncludeProps) {
    checkOptions<IncludeProps>('StrictInclude', props, PROPS, { required: ['url'], example: '{ url: \'manifests/web.yaml\' }' });
    const file = localFile(props.url);
    checkNothingLost(file, props.url);
    super(scope, id, { url: file });
    this.url = props.url;
  }
}
