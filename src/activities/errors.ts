import type { Fault } from '../town/index.js';

/** No such activity in this town. */
export class NotFoundError extends Error {
  constructor(id: string) {
    super(`没有这项活动：${id}`);
    this.name = 'NotFoundError';
  }
}

/** Somebody changed it since the caller looked. */
export class RevisionError extends Error {
  constructor(readonly current: number) {
    super(`这项活动已被别人改过（现在是第 ${current} 版），请重新打开再改`);
    this.name = 'RevisionError';
  }
}

/** The values are no activity; every fault is listed. */
export class InvalidError extends Error {
  constructor(readonly faults: readonly Fault[]) {
    super(faults.map(({ path, message }) => `${path}: ${message}`).join('\n'));
    this.name = 'InvalidError';
  }
}

/** The activity is not in a state to do that. */
export class ConflictError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'ConflictError';
  }
}
