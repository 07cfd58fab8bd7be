import { downAll } from './play';

afterAll(downAll);
