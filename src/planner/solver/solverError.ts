/** The search failed, was killed or ran out of memory: there is no plan, and nothing was stored. For the screen. */
export class SolverError extends Error {
  constructor(reason: string, options?: ErrorOptions) {
    super(`排计划时求解器出错，没有排成，已发布的日历没有改动；请重试：${reason}`, options);
    this.name = 'SolverError';
  }
}
