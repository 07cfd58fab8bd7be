import { AddWorkload, imageOf, isDeployment, synthesis } from './synthesis';
import { HardenedDeployment, HardenedJob } from 'cdk8s-hardened';

/** This library. */
export const addHardened: AddWorkload = (chart, id, number) => {
  const image = imageOf(number);
  if (isDeployment(number)) {
    new HardenedDeployment(chart, id, { containers: [{ image, portNumber: 8080 }] });
  } else {
    new HardenedJob(chart, id, { containers: [{ image, args: ['import'] }] });
  }
};

export const scenario = synthesis(addHardened);
