import { readFileSync } from 'node:fs';
import {
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  LineCounter,
  parseDocument,
  visit,
  type Document,
} from 'yaml';
import type { Fault } from './fault.js';

/** A fault with its place in a file; `line` counts from 1. */
export interface FileFault extends Fault {
  readonly file: string;
  readonly line: number;
}

/** `file:line path: value: remedy`. */
export const faultLine = ({ file, line, path, value, message }: FileFault): string =>
  [`${file}:${line} ${path}`.trim(), value, message].filter((part) => part !== '').join(': ');

/** A fault of a file or folder as such, or of its writing: at no item of it. */
export const fileFault = (file: string, line: number, message: string, value = ''): FileFault => ({
  file,
  line,
  path: '',
  keys: [],
  value,
  message,
});

/** A YAML file that was read: its data, and the line of anything in it. */
export interface Source {
  readonly file: string;
  readonly data: unknown;
  /** What is wrong with it as YAML. */
  readonly faults: readonly FileFault[];
  locate(fault: Fault): FileFault;
}

const unreadable = (file: string, message: string): Source => ({
  file,
  data: undefined,
  faults: [fileFault(file, 1, message)],
  locate: (fault) => ({ ...fault, file, line: 1 }),
});

// Names in another encoding would be read as other names, and most checks would pass.
const UTF_8 = new TextDecoder('utf-8', { fatal: true });

/** The text, or what keeps it from being read. */
function textOf(file: string): { readonly text: string } | { readonly fault: string } {
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(file);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { fault: `读不了这个文件，请检查路径和权限（${reason}）` };
  }
  try {
    return { text: UTF_8.decode(bytes) };
  } catch {
    return { fault: '不是 UTF-8 编码的文件，请在编辑软件里另存为，编码选 UTF-8' };
  }
}

/** Where a key begins, or an item of a list; where it is missing, the nearest thing around it. */
function offsetOf(document: Document.Parsed, keys: readonly PropertyKey[]): number {
  let node: unknown = document.contents;
  let offset = document.contents?.range[0] ?? 0;
  for (const key of keys) {
    if (isAlias(node)) node = node.resolve(document);
    let place: unknown;
    if (isMap(node)) {
      // A key may be a number there (a year) and is a string in the data.
      const pair = node.items.find((item) => isScalar(item.key) && String(item.key.value) === String(key));
      place = pair?.key;
      node = pair?.value;
    } else if (isSeq(node)) {
      node = node.items[Number(key)];
      place = node;
    }
    if (!isNode(place) || !place.range) break;
    [offset] = place.range;
  }
  return offset;
}

/**
 * Reads a YAML 1.2 file.
 *
 * @param file its path, as faults name it
 */
export function readSource(file: string): Source {
  const read = textOf(file);
  if ('fault' in read) return unreadable(file, read.fault);
  const lines = new LineCounter();
  const document = parseDocument(read.text, { lineCounter: lines, prettyErrors: false });
  const problems = [...document.errors, ...document.warnings];
  const faults = problems.map(({ message, pos }) =>
    fileFault(file, lines.linePos(pos[0]).line, `YAML 写法有误，请检查缩进和标点：${message}`),
  );
  // A key that stands twice leaves the rest readable; after any other fault of writing nothing is sure.
  let readable = problems.every(({ code }) => code === 'DUPLICATE_KEY');
  visit(document, {
    Alias: (_key, alias) => {
      if (alias.resolve(document)) return;
      readable = false;
      const message = '星号开头的文字在 YAML 里是引用，请把整段文字加上引号';
      faults.push(fileFault(file, lines.linePos(alias.range?.[0] ?? 0).line, message, `*${alias.source}`));
    },
  });
  return {
    file,
    data: readable ? document.toJS() : undefined,
    faults,
    locate: (fault) => ({ ...fault, file, line: lines.linePos(offsetOf(document, fault.keys)).line }),
  };
}
