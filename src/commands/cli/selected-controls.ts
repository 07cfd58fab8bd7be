import { InputError, orInputError } from '../../formats/manifest/input-error';
import { findControl } from '../../policy/controls/catalog';
import { isWaivable } from '../../policy/controls/control';
import { checkControlId } from '../../policy/waivers/check-waiver';

/** Characters of file names and patterns that no control has. */
const FILE = /[*?/.]/;

/**
 * Checks the controls that an option selects.
 *
 * @throws InputError naming an unknown control, or a control that every run has
 */
export function checkSelected(option: string, ids: readonly string[]): void {
  for (const id of ids) {
    if (FILE.test(id)) {
      throw new InputError(`${option} ${JSON.stringify(id)} is not the id of a control; to leave `
        + 'out files, use `excludeFiles` in the settings file');
    }
    orInputError(() => checkControlId(id));
    const control = findControl(id)!;
    if (!isWaivable(control)) {
      throw new InputError(`${option} ${id}: controls in the group "${control.level}" are always evaluated: name a control of a profile`);
    }
  }
}
