import { assertNoneLeftOut } from './needed-fields';

/** `FUZZ_RUNS=1000000` takes a million workloads. */
const RUNS = Number(process.env.FUZZ_RUNS ?? 40_000);

test('no finding is lost because a control that needs a field is not called', () => assertNoneLeftOut(RUNS));
