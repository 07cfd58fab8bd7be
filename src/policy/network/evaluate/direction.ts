export type Direction = 'Ingress' | 'Egress';
