import { findControl } from '../controls/catalog';
import { isWaivable } from '../controls/control';
import { InputError, orInputError } from '../manifest/input-error';
import { checkControlId } from '../waivers/check-waiver';

/**
 * Checks the controls that an option selects.
 *
 * @throws InputError naming a control that does not exist, or one that every run has, whatever is selected
 */
export function checkSelected(option: string, ids: readonly string[]): void {
  for (const id of ids) {
    orInputError(() => checkControlId(id));
    const control = findControl(id)!;
    if (!isWaivable(control)) {
      throw new InputError(`${option} ${id}: controls in the group "${control.level}" are always evaluated: name a control of a profile`);
    }
  }
}
