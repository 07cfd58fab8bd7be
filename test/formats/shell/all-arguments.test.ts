import { isAllArguments } from '../../../src/formats/shell/all-arguments';

test.each(['"$@"', '"${@}"', '$@', '${@}', '$*', '${*}'])('%s passes all arguments on', (word) => expect(isAllArguments(word)).toBe(true));

test.each(['"$*"', '"${*}"', '$1', '"$@" ', 'x$@', '${@', '"$@', '$@"', '${@:2}', '$#'])('%s does not', (word) => expect(isAllArguments(word)).toBe(false));
