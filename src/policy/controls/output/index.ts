import { droppedFields } from './dropped-fields';
import { emittedYaml } from './emitted-yaml';
import { plainData } from './plain-data';
import { replacedObject } from './replaced-object';
import { OutcomeControl } from '../control';

/** Controls on the output of cdk8s, which must equal the evaluated objects. */
export const OUTPUT_CONTROLS: readonly OutcomeControl[] = [plainData, emittedYaml, droppedFields, replacedObject];
