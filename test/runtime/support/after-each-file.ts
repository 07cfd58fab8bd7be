import { stopNodes } from './node';
import { downAll } from './play';

afterAll(() => {
  downAll();
  stopNodes();
});
