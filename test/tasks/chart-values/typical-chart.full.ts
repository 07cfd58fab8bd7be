import { ValuesRun } from './support';
import { helmOnly } from '../charts/support';

test('a typical chart takes less than two seconds', async () => {
  const programs = helmOnly(4);
  const chart = new ValuesRun('plain', programs);
  try {
    const start = performance.now();
    expect(await chart.run()).toMatchObject({ status: 0 });
    expect(performance.now() - start).toBeLessThan(2000);
  } finally {
    chart.remove();
    programs.remove();
  }
});
