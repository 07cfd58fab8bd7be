import { AppSize } from './scenarios/synthesis';

/** Ways to do one thing, measured against each other in one run. */
export interface Benchmark {
  /** As `--only` takes it. */
  readonly name: string;
  readonly title: string;
  /** What the scenarios get. */
  readonly size: object;
  /** Files in `scenarios/`. */
  readonly variants: readonly string[];
  /** Those of the variants that the others are compared with, a column each. */
  readonly baselines: readonly string[];
  readonly rounds: number;
  /** Whether `--quick` leaves it out. */
  readonly slow?: boolean;
}

const synthesis = { variants: ['plain', 'hand', 'gate', 'hardened'], baselines: ['hand', 'plain'] };

export const BENCHMARKS: readonly Benchmark[] = [
  { ...synthesis, name: '100', title: '100 workloads', size: app(1, 100), rounds: 9 },
  { ...synthesis, name: '1000', title: '1,000 workloads', size: app(1, 1000), rounds: 7 },
  { ...synthesis, name: '5000', title: '5,000 workloads', size: app(1, 5000), rounds: 5, slow: true },
  { ...synthesis, name: '100x10', title: '100 charts of 10', size: app(100, 10), rounds: 7 },
  { ...synthesis, name: '400x1', title: '400 charts of 1', size: app(400, 1), rounds: 7 },
  {
    name: 'memory',
    title: '2,000 manifests in memory, warm',
    size: { manifests: 2000 },
    variants: ['evaluate-safe', 'evaluate-unsafe', 'harden'],
    baselines: [],
    rounds: 3,
  },
];

function app(charts: number, workloads: number): AppSize {
  return { charts, workloads };
}
