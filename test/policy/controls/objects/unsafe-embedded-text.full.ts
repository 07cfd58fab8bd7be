import { unsafeEmbeddedText } from '../../../../src/policy/controls/objects/unsafe-embedded-text';
import { expectQuick } from '../../../support/quick';
import { found } from '../support';

const configMap = (text: string) => ({ apiVersion: 'v1', kind: 'ConfigMap', data: { 'pod.yaml': text } });

test('searches a large text in little time', () => expectQuick(4, () => {
  for (const line of ['privileged: false\n', 'add: ', 'hostPath: {type: a ', ' '.repeat(20), 'privileged ', 'add:\n- ', '#add:\n- a\n', '{{ add: a ', '{{ #add: a\n', '{{ hostPID\n a: b\n']) {
    expect(found(unsafeEmbeddedText, configMap(line.repeat(1e6 / line.length)))).toEqual([]);
  }
}));
