import { Chance } from './chance.js';
import { HOSTILE_HEADERS, HOSTILE_SEGMENTS, hostileText, hostileValue } from './hostile.js';

type Schema = Readonly<Record<string, unknown>>;

interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly required?: boolean;
  readonly schema: Schema;
}

interface Asked {
  readonly method: string;
  readonly path: string;
  readonly parameters: readonly Parameter[];
  readonly body: Schema | null;
}

export interface ApiDocument {
  readonly paths: Readonly<
    Record<
      string,
      Readonly<
        Record<
          string,
          {
            readonly parameters?: readonly Parameter[];
            readonly requestBody?: {
              readonly content: Readonly<Record<string, { readonly schema: Schema }>>;
            };
          }
        >
      >
    >
  >;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

/** A request as it goes over the wire. */
export interface Shot {
  readonly method: string;
  /** The request target, byte for byte. */
  readonly target: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: Buffer | null;
  /** The JSON that a reader finds in the body; undefined where there is none. */
  readonly sent: unknown;
}

/** Ids, cursors and tags that mean something to the server. */
export interface Known {
  readonly ids: readonly string[];
  readonly cursors: readonly string[];
}

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];

/** What makes the planner search for seconds is asked for seldom: it is the API that is tried here. */
const isHeavy = ({ method, path }: Asked): boolean => method === 'POST' && /(plans|blackouts)$/.test(path);

/** Requests that follow from the document, then bent. */
export class Requests {
  readonly #asked: readonly Asked[];

  constructor(
    private readonly document: ApiDocument,
    private readonly known: Known,
    private readonly token: string,
  ) {
    this.#asked = Object.entries(document.paths).flatMap(([path, operations]) =>
      Object.entries(operations).map(([method, { parameters = [], requestBody }]) => ({
        method: method.toUpperCase(),
        path,
        parameters,
        body: requestBody?.content['application/json']?.schema ?? null,
      })),
    );
  }

  /** The request of a number; the same seed and number, the same request. */
  shot(seed: number, number: number): Shot {
    const chance = new Chance(Math.imul(seed, 0x9e3779b1) ^ Math.imul(number + 1, 0x85ebca6b));
    let asked = chance.pick(this.#asked);
    if (isHeavy(asked) && !chance.often(0.02))
      asked = chance.pick(this.#asked.filter((one) => !isHeavy(one)));
    // Some are as the document says, so that there is more in the store than refusals.
    const bends = chance.pick([0, 1, 1, 1, 2, 3]);
    const bent = new Set(
      Array.from({ length: bends }, () =>
        chance.pick(['path', 'query', 'headers', 'body', 'text', 'method']),
      ),
    );
    const method = bent.has('method') ? chance.pick(METHODS) : asked.method;
    const { body, sent } = this.#bodyOf(asked, chance, bent);
    return {
      method,
      target: this.#pathOf(asked, chance, bent.has('path')) + this.#queryOf(asked, chance, bent.has('query')),
      headers: this.#headersOf(asked, chance, body, bent.has('headers')),
      body,
      sent,
    };
  }

  #pathOf({ path }: Asked, chance: Chance, bent: boolean): string {
    const filled = path.replaceAll(/\{\w+\}/g, () =>
      bent ? chance.pick(HOSTILE_SEGMENTS) : encodeURIComponent(chance.pick(this.known.ids)),
    );
    if (!bent || filled !== path) return filled;
    return chance.pick([
      `${path}/`,
      `/${path}`,
      `${path}/${chance.pick(HOSTILE_SEGMENTS)}`,
      path.toUpperCase(),
      `${path};a=b`,
    ]);
  }

  #queryOf({ parameters }: Asked, chance: Chance, bent: boolean): string {
    const pairs = parameters
      .filter(
        (parameter) => parameter.in === 'query' && chance.often(parameter.name === 'dry-run' ? 0.2 : 0.3),
      )
      .map(({ name, schema }) => {
        const known = name === 'cursor' && this.known.cursors.length > 0;
        const value = known ? chance.pick(this.known.cursors) : String(this.#valueOf(schema, chance));
        return `${name}=${encodeURIComponent(value.toWellFormed())}`;
      });
    if (bent) {
      const name = chance.pick([
        ...parameters.map((parameter) => parameter.name),
        '__proto__',
        'x[]',
        'a[b]',
        '',
      ]);
      const text = chance.often(0.3)
        ? chance.pick(HOSTILE_SEGMENTS)
        : encodeURIComponent(hostileText(chance).toWellFormed());
      pairs.push(
        ...Array.from({ length: chance.pick([1, 1, 2, 100]) }, () => `${name}=${text.slice(0, 4000)}`),
      );
    }
    return pairs.length > 0 ? `?${pairs.join('&')}` : '';
  }

  #headersOf(
    { method, parameters }: Asked,
    chance: Chance,
    body: Buffer | null,
    bent: boolean,
  ): [string, string][] {
    const headers = new Map<string, string>([['Authorization', `Bearer ${this.token}`]]);
    if (body) headers.set('Content-Type', 'application/json');
    if (parameters.some(({ name }) => name === 'If-Match') && chance.often(0.9))
      headers.set('If-Match', chance.pick(['*', '"1"', '"2"', '"3"']));
    if (method === 'POST' && chance.often(0.2)) headers.set('Idempotency-Key', `key-${chance.whole(500)}`);
    if (bent)
      for (let left = chance.pick([1, 2]); left > 0; left -= 1) headers.set(...chance.pick(HOSTILE_HEADERS));
    return [...headers];
  }

  #bodyOf(
    { body: schema }: Asked,
    chance: Chance,
    bent: ReadonlySet<string>,
  ): { body: Buffer | null; sent: unknown } {
    if (schema === null && !bent.has('body')) return { body: null, sent: undefined };
    let meant = schema === null ? hostileValue(chance) : this.#valueOf(schema, chance);
    if (bent.has('body')) meant = this.#bentValue(meant, chance);
    const text = JSON.stringify(meant);
    const body = bent.has('text') ? bentText(text, chance) : Buffer.from(text);
    return { body, sent: jsonIn(body) };
  }

  /** A value with something in it put in another's place, added or taken away. */
  #bentValue(value: unknown, chance: Chance): unknown {
    if (typeof value !== 'object' || value === null || chance.often(0.1)) return hostileValue(chance);
    if (Array.isArray(value)) return [...(value as unknown[]), hostileValue(chance)];
    const entries = Object.entries(value);
    const key = chance.pick([
      ...entries.map(([name]) => name),
      '__proto__',
      'constructor',
      hostileText(chance),
    ]);
    const rest = entries.filter(([name]) => name !== key);
    if (chance.often(0.2)) return Object.fromEntries(rest);
    const old = entries.find(([name]) => name === key)?.[1] as unknown;
    const fresh = chance.often(0.3) ? this.#bentValue(old, chance) : hostileValue(chance);
    return Object.fromEntries([...rest, [key, fresh]]);
  }

  /** A value that a schema allows, as far as the schema says. */
  #valueOf(schema: Schema, chance: Chance, depth = 0): unknown {
    const {
      $ref,
      enum: words,
      const: only,
      anyOf,
      oneOf,
      examples,
    } = schema as {
      $ref?: string;
      enum?: unknown[];
      const?: unknown;
      anyOf?: Schema[];
      oneOf?: Schema[];
      examples?: unknown[];
    };
    if ($ref !== undefined) {
      const named = this.document.components.schemas[$ref.split('/').at(-1) ?? ''];
      return named && depth < 8 ? this.#valueOf(named, chance, depth + 1) : null;
    }
    if (only !== undefined) return only;
    if (words !== undefined) return chance.pick(words.map((word) => ({ word }))).word;
    if (examples !== undefined && chance.often(0.3))
      return chance.pick(examples.map((example) => ({ example }))).example;
    const choices = anyOf ?? oneOf;
    if (choices) return this.#valueOf({ type: schema.type, ...chance.pick(choices) }, chance, depth + 1);
    const { type } = schema as { type?: string | string[] };
    switch (Array.isArray(type) ? chance.pick(type) : type) {
      case 'object':
        return this.#objectOf(schema, chance, depth);
      case 'array': {
        const items = (schema.items ?? {}) as Schema;
        return Array.from({ length: chance.whole(4) }, () => this.#valueOf(items, chance, depth + 1));
      }
      case 'integer':
        return this.#wholeOf(schema, chance);
      case 'number':
        return chance.next() * 100;
      case 'boolean':
        return chance.often(0.5);
      case 'null':
        return null;
      case 'string':
        return textOf(schema, chance, this.known);
      case undefined:
      default:
        return hostileValue(chance);
    }
  }

  #objectOf(schema: Schema, chance: Chance, depth: number): Record<string, unknown> {
    const { properties = {}, required = [] } = schema as {
      properties?: Record<string, Schema>;
      required?: string[];
    };
    const wanted = Object.entries(properties).filter(
      ([name]) => required.includes(name) || chance.often(0.3),
    );
    return Object.fromEntries(wanted.map(([name, part]) => [name, this.#valueOf(part, chance, depth + 1)]));
  }

  #wholeOf(schema: Schema, chance: Chance): number {
    const { minimum = 0, maximum = minimum + 3000 } = schema as { minimum?: number; maximum?: number };
    return chance.often(0.3) ? 2026 + chance.whole(3) : minimum + chance.whole(maximum - minimum + 1);
  }
}

/** What a reader makes of a body; undefined where it is no JSON. */
function jsonIn(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString().replace(/^\ufeff/, ''));
  } catch {
    return undefined;
  }
}

const two = (number: number): string => String(number).padStart(2, '0');

function textOf({ format }: Schema, chance: Chance, known: Known): string {
  const day = `${2026 + chance.whole(2)}-${two(1 + chance.whole(12))}-${two(1 + chance.whole(28))}`;
  if (format === 'date') return day;
  if (format === 'date-time') return `${day}T${two(chance.whole(24))}:00:00+08:00`;
  if (format === 'binary') return hostileText(chance);
  const text = chance.pick([
    '讲座',
    '村委会',
    'a',
    '13800138000',
    '2027',
    chance.pick(known.ids),
    hostileText(chance),
  ]);
  return text.slice(0, 2000);
}

/** JSON that is no longer quite JSON. */
function bentText(text: string, chance: Chance): Buffer {
  switch (chance.whole(8)) {
    case 0:
      return Buffer.from(text.slice(0, chance.whole(text.length)));
    case 1:
      return Buffer.concat([
        Buffer.from(text.slice(0, -1)),
        Buffer.from([0xff, 0xfe, 0x00, 0x22]),
        Buffer.from('}'),
      ]);
    case 2:
      return Buffer.from(`\ufeff${text}`);
    case 3:
      return Buffer.from(text.replace('{', '{"title":"a","title":"b","__proto__":{"x":1},'));
    case 4:
      return Buffer.from(text.replaceAll('"', '"\\ud800'));
    case 5:
      return Buffer.from('['.repeat(chance.pick([10, 5000, 30_000])));
    case 6:
      return Buffer.from(`{"title":"${'x'.repeat(chance.pick([100, 70_000]))}"}`);
    default:
      return Buffer.from(chance.pick(['', 'null', '1', '"x"', 'NaN', '{,}', '\u0000', "{'a':1}"]));
  }
}
