import type { Fault } from '../town/index.js';

/** No such thing in this town. */
export class NotFoundError extends Error {
  constructor(id: string, what = '活动') {
    super(`没有这项${what}：${id}`);
    this.name = 'NotFoundError';
  }
}

/** Somebody changed it since the caller looked. */
export class RevisionError extends Error {
  /** @param what with its measure word: 这项活动 */
  constructor(current: number, what: string) {
    super(`${what}已被别人改过（现在是第 ${current} 版），请重新打开再改`);
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

/** What is asked does not fit the state of things. */
export class ConflictError extends Error {
  constructor(
    message: string,
    /** Each thing that stands in the way, where there are several. */
    readonly faults: readonly Pick<Fault, 'path' | 'message'>[] = [],
  ) {
    super(message);
    this.name = 'ConflictError';
  }
}
