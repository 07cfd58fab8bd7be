import { Deployment, Job } from 'cdk8s-plus-28';
import { AddWorkload, imageOf, isDeployment, synthesis } from './synthesis';

/** cdk8s-plus as it comes. */
export const addPlain: AddWorkload = (chart, id, number) => {
  const image = imageOf(number);
  if (isDeployment(number)) {
    new Deployment(chart, id, { containers: [{ image, portNumber: 8080 }] });
  } else {
    new Job(chart, id, { containers: [{ image, args: ['import'] }] });
  }
};

export const scenario = synthesis(addPlain);
