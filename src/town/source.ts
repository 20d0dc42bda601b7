import { readFileSync } from 'node:fs';
import { isNode, LineCounter, parseDocument } from 'yaml';
import type { Fault } from './fault.js';

/** A fault with its place in a file; `line` counts from 1. */
export interface FileFault extends Fault {
  readonly file: string;
  readonly line: number;
}

/** `file:line path: value: remedy`. */
export const faultLine = ({ file, line, path, value, message }: FileFault): string =>
  [`${file}:${line} ${path}`.trim(), value, message].filter((part) => part !== '').join(': ');

/** A YAML file that was read: its data, and the line of anything in it. */
export interface Source {
  readonly file: string;
  readonly data: unknown;
  /** What is wrong with it as YAML. */
  readonly faults: readonly FileFault[];
  locate(fault: Fault): FileFault;
}

/**
 * Reads a YAML 1.2 file.
 *
 * @param file its path, as faults name it
 */
export function readSource(file: string): Source {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    const message = `读不了这个文件，请检查路径和权限（${error instanceof Error ? error.message : String(error)}）`;
    const fault = { file, line: 1, path: '', keys: [], value: '', message };
    return { file, data: undefined, faults: [fault], locate: (at) => ({ ...at, file, line: 1 }) };
  }
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const problems = [...document.errors, ...document.warnings];
  // A key that stands twice leaves the rest readable; after any other fault of writing nothing is sure.
  const readable = problems.every(({ code }) => code === 'DUPLICATE_KEY');
  const lineOf = (keys: readonly PropertyKey[]): number => {
    // The key's own line where it stands there; else that of the nearest thing around it.
    for (let depth = keys.length; depth >= 0; depth -= 1) {
      const node = depth === 0 ? document.contents : document.getIn(keys.slice(0, depth), true);
      if (isNode(node) && node.range) return lines.linePos(node.range[0]).line;
    }
    return 1;
  };
  return {
    file,
    data: readable ? document.toJS() : undefined,
    faults: problems.map(({ message, pos }) => ({
      file,
      line: lines.linePos(pos[0]).line,
      path: '',
      keys: [],
      value: '',
      message: `YAML 写法有误，请检查缩进和标点：${message}`,
    })),
    locate: (fault) => ({ ...fault, file, line: lineOf(fault.keys) }),
  };
}
