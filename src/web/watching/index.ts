/**
 * What whoever runs the program sees of it: a line in the log for each request, the numbers of `/metrics`, and whether
 * it is alive and ready. None of it names a person, a telephone number or a secret.
 */
export { healthz } from './health.js';
export { Metrics } from './metrics.js';
export { metricsRoute } from './metricsRoute.js';
export { watched } from './watched.js';
