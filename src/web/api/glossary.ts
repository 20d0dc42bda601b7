import type { oas31 } from 'zod-openapi';
import { WORDS, type Word } from './glossaryWords.js';

type Schema = oas31.SchemaObject;

/** Every schema that stands in one, with the name under which it stands there; null for its parts and choices. */
function* partsOf(schema: Schema): Generator<[name: string | null, part: Schema]> {
  for (const [name, part] of Object.entries(schema.properties ?? {})) yield [name, part as Schema];
  const choices = [...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.allOf ?? [])];
  const { items, additionalProperties: rest } = schema;
  for (const part of [...choices, items, rest]) if (typeof part === 'object') yield [null, part as Schema];
}

const meaningOf = (owner: string, name: string): Word | undefined =>
  WORDS[`${owner}.${name}`] ?? (Object.hasOwn(WORDS, name) ? WORDS[name] : undefined);

/** Adds to a schema what its own words leave out: a description always, an example where it can be any of many. */
function add(schema: Schema, { description, examples }: Word): void {
  schema.description ??= description;
  if (examples && schema.enum === undefined && schema.const === undefined && schema.$ref === undefined)
    schema.examples ??= [...examples];
}

function explainSchema(owner: string, schema: Schema): void {
  for (const [name, part] of partsOf(schema)) {
    const meaning = name === null ? undefined : meaningOf(owner, name);
    if (meaning) add(part, meaning);
    explainSchema(owner, part);
  }
}

/** Says of each property and parameter of a document what it means, where its schema does not say so itself. */
export function explain(document: oas31.OpenAPIObject): oas31.OpenAPIObject {
  for (const [name, schema] of Object.entries(document.components?.schemas ?? {}))
    explainSchema(name, schema as Schema);
  for (const path of Object.values(document.paths ?? {}))
    for (const operation of Object.values(path) as oas31.OperationObject[]) {
      const owner = operation.operationId ?? '';
      for (const parameter of (operation.parameters ?? []) as oas31.ParameterObject[]) {
        const meaning = meaningOf(owner, parameter.name);
        const schema = parameter.schema as Schema;
        if (meaning) add(schema, meaning);
        // Readers show the parameter's own.
        if (schema.description !== undefined) parameter.description ??= schema.description;
        delete schema.description;
      }
      const { content } = (operation.requestBody ?? { content: {} }) as oas31.RequestBodyObject;
      const answers = Object.values(operation.responses ?? {}) as oas31.ResponseObject[];
      for (const media of [content, ...answers.map((answer) => answer.content ?? {})].flatMap(Object.values))
        explainSchema(owner, (media as oas31.MediaTypeObject).schema as Schema);
    }
  return document;
}
