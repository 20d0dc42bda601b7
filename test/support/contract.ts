import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

type Json = Readonly<Record<string, unknown>>;

type Headers = Readonly<Record<string, { readonly required?: boolean }>>;

interface Documented {
  readonly operationId: string;
  readonly responses: Readonly<Record<string, { readonly content?: Json; readonly headers?: Headers }>>;
  readonly requestBody?: { readonly content: Json };
}

interface ApiDocument {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Documented>>>>;
}

export interface Exchange {
  readonly method: string;
  /** With its query. */
  readonly path: string;
  /** The JSON that was sent; undefined for none, or for what was no JSON. */
  readonly sent: unknown;
  readonly response: Response;
}

const PROBLEM = 'application/problem+json';

const typeOf = (response: Response): string | undefined =>
  response.headers.get('content-type')?.split(';')[0]?.trim();

/** What an answer that no document speaks of may be: a refusal. */
const REFUSALS = new Set([400, 404, 405]);

const pointer = (...keys: string[]): string =>
  keys.map((key) => encodeURIComponent(key.replaceAll('~', '~0').replaceAll('/', '~1'))).join('/');

/** What `/openapi.json` promises, to hold answers against. */
export class Contract {
  readonly #ajv = new Ajv2020({ strict: false, allErrors: true });
  readonly #validators = new Map<string, ValidateFunction>();
  readonly #routes: { readonly path: string; readonly matches: RegExp; readonly wild: number }[];

  constructor(private readonly document: ApiDocument) {
    // The plugin's types speak of a default export where the module has none.
    (addFormats as unknown as (ajv: Ajv2020) => void)(this.#ajv);
    this.#ajv.addFormat('binary', true);
    this.#ajv.addSchema(document, 'openapi');
    this.#routes = Object.keys(document.paths)
      .map((path) => ({
        path,
        matches: new RegExp(`^${path.replaceAll('.', '\\.').replaceAll(/\{\w+\}/g, '[^/]+')}$`),
        wild: path.split('{').length,
      }))
      .sort((a, b) => a.wild - b.wild);
  }

  /** Every operation with a status of its success, as `operationId status`. */
  get successes(): string[] {
    return Object.values(this.document.paths).flatMap((operations) =>
      Object.values(operations).flatMap(({ operationId, responses }) =>
        Object.keys(responses)
          .filter((status) => status.startsWith('2'))
          .map((status) => `${operationId} ${status}`),
      ),
    );
  }

  /** The path of the document that an address belongs to. */
  pathOf(address: string): string | undefined {
    const [bare = ''] = address.split('?');
    return this.#routes.find(({ matches }) => matches.test(bare))?.path;
  }

  /**
   * Holds an exchange against the document.
   *
   * @returns `operationId status` of what was answered; null where the document has no such operation
   * @throws when the answer is none that the document states
   */
  async check({ method, path: address, sent, response }: Exchange): Promise<string | null> {
    const path = this.pathOf(address);
    const verb = method.toLowerCase();
    const asked =
      path === undefined ? undefined : this.document.paths[path]?.[verb === 'head' ? 'get' : verb];
    const fail = (what: string): never => {
      throw new Error(`${method} ${address} → ${response.status}: ${what}`);
    };
    if (path === undefined || asked === undefined) {
      if (verb === 'options' && response.status === 204) return null;
      if (!REFUSALS.has(response.status) || typeOf(response) !== PROBLEM)
        fail(`the document has no such operation, and it answers ${String(typeOf(response))}`);
      return null;
    }
    const stated = asked.responses[String(response.status)];
    if (stated === undefined) return fail('the document states no such status');
    for (const [name, { required }] of Object.entries(stated.headers ?? {}))
      if (required === true && !response.headers.has(name)) fail(`the stated header ${name} is missing`);
    const body = await response.clone().arrayBuffer();
    const type = typeOf(response);
    if (stated.content === undefined) {
      if (body.byteLength > 0) fail('there is a body where the document states none');
    } else if (type === undefined || !(type in stated.content))
      fail(`the document states ${Object.keys(stated.content).join(', ')}, not ${String(type)}`);
    else if (type.endsWith('json') && verb !== 'head')
      this.#hold(
        JSON.parse(new TextDecoder().decode(body)),
        ['paths', path, verb, 'responses', String(response.status), 'content', type, 'schema'],
        fail,
      );
    if (response.ok && asked.requestBody && 'application/json' in asked.requestBody.content)
      this.#hold(sent, ['paths', path, verb, 'requestBody', 'content', 'application/json', 'schema'], fail);
    return `${asked.operationId} ${response.status}`;
  }

  #hold(value: unknown, keys: string[], fail: (what: string) => never): void {
    const at = `openapi#/${pointer(...keys)}`;
    const validate = this.#validators.get(at) ?? this.#ajv.compile({ $ref: at });
    this.#validators.set(at, validate);
    if (!validate(value)) fail(`not as documented: ${this.#ajv.errorsText(validate.errors)}`);
  }
}

const byText = new Map<string, Contract>();
const byServer = new Map<string, Promise<Contract>>();

async function fetched(url: string): Promise<Contract> {
  const text = await (await fetch(`${url}/openapi.json`)).text();
  const known = byText.get(text) ?? new Contract(JSON.parse(text) as ApiDocument);
  byText.set(text, known);
  return known;
}

/** The contract of the server at `url`; read once a server, and made ready once a document. */
export function contractOf(url: string): Promise<Contract> {
  const known = byServer.get(url) ?? fetched(url);
  byServer.set(url, known);
  // A server that is not there yet may be there later.
  known.catch(() => byServer.delete(url));
  return known;
}
