import { z } from 'zod';

/*
 * Of reading facts, most of the time went into copies of what was sound already. Here the same schemas, with the same checks of
 * zod's, are asked whether a value is what they would make of it, and nothing is made; only where the answer is no do they say
 * what is wrong, or put in what is lacking.
 */

/** Whether a schema would make of a value nothing but its like, members in their order; false also where that is not plain to see. */
export type PlainTest = (value: unknown) => boolean;

type Schema = z.core.$ZodType;

const never: PlainTest = () => false;

/** What a schema checks beside the type; one that is a format is a check itself. */
function checksOf(schema: Schema): readonly z.core.$ZodCheckInternals<unknown>[] {
  const itself = schema instanceof z.core.$ZodCheck ? [schema as z.core.$ZodCheck] : [];
  return [...itself, ...(schema._zod.def.checks ?? [])].map(({ _zod }) => _zod as never);
}

function withChecks(schema: Schema, isOfType: PlainTest): PlainTest {
  const checks = checksOf(schema);
  if (checks.length === 0) return isOfType;
  // One for all that are tested, which are many.
  const payload: z.core.ParsePayload = { value: undefined, issues: [] };
  return (value) => {
    if (!isOfType(value)) return false;
    payload.value = value;
    for (const check of checks) {
      if (check.def.when && !check.def.when(payload)) continue;
      // What a check must be waited for, finds fault with, or changes is for the schema to parse.
      const said = check.check(payload);
      if (said === undefined && payload.issues.length === 0 && payload.value === value) continue;
      payload.issues = [];
      return false;
    }
    return true;
  };
}

function ofObject({ shape, catchall }: z.core.$ZodObjectDef): PlainTest {
  // Other members are refused, or left out: either way what has them does not stay as it is.
  if (catchall && !(catchall instanceof z.core.$ZodNever)) return never;
  const members = Object.entries(shape).map(([name, schema]) => ({
    name,
    isPlain: plainTest(schema),
    mayLack: schema instanceof z.core.$ZodOptional,
  }));
  return (value) => {
    if (typeof value !== 'object' || value === null) return false;
    if (Object.getPrototypeOf(value) !== Object.prototype) return false;
    const names = Object.keys(value);
    let at = 0;
    for (const { name, isPlain, mayLack } of members) {
      // In the schema's order, as it would give them.
      if (names[at] === name) at += 1;
      else if (mayLack && !Object.hasOwn(value, name)) continue;
      else return false;
      if (!isPlain((value as Record<string, unknown>)[name])) return false;
    }
    return at === names.length;
  };
}

/** What is lacking is for the object to allow, or gets its default. */
function ofPresent(schema: Schema): PlainTest {
  const isPlain = plainTest(schema);
  return (value) => value !== undefined && isPlain(value);
}

function ofNullable(schema: Schema): PlainTest {
  const isPlain = plainTest(schema);
  return (value) => value === null || isPlain(value);
}

function ofArray(schema: Schema): PlainTest {
  const isPlain = plainTest(schema);
  return (value) => Array.isArray(value) && value.every(isPlain);
}

function ofValues(values: readonly unknown[]): PlainTest {
  const known = new Set(values);
  return (value) => known.has(value);
}

/** @param areApart no two of them take the same value */
function ofUnion(schemas: readonly Schema[], areApart: boolean): PlainTest {
  const tests = schemas.map(plainTest);
  return (value) => {
    const index = tests.findIndex((isPlain) => isPlain(value));
    if (index < 0) return false;
    // The first that takes it has it, and may make something else of it.
    return areApart || schemas.slice(0, index).every((schema) => !z.safeParse(schema, value).success);
  };
}

const ofType = (schema: Schema): PlainTest => {
  const { core } = z;
  if (schema instanceof core.$ZodString)
    return schema._zod.def.coerce === true ? never : (value) => typeof value === 'string';
  if (schema instanceof core.$ZodNumber)
    return schema._zod.def.coerce === true ? never : (value) => Number.isFinite(value);
  if (schema instanceof core.$ZodBoolean)
    return schema._zod.def.coerce === true ? never : (value) => typeof value === 'boolean';
  if (schema instanceof core.$ZodEnum) return ofValues(Object.values(schema._zod.def.entries));
  if (schema instanceof core.$ZodLiteral) return ofValues(schema._zod.def.values);
  if (schema instanceof core.$ZodNullable) return ofNullable(schema._zod.def.innerType);
  if (schema instanceof core.$ZodOptional || schema instanceof core.$ZodDefault)
    return ofPresent(schema._zod.def.innerType);
  if (schema instanceof core.$ZodArray) return ofArray(schema._zod.def.element);
  if (schema instanceof core.$ZodXor) return never;
  if (schema instanceof core.$ZodUnion)
    return ofUnion(schema._zod.def.options, schema instanceof core.$ZodDiscriminatedUnion);
  return schema instanceof core.$ZodObject ? ofObject(schema._zod.def) : never;
};

/** The test of a schema. What it does not know is never plain. */
export function plainTest(schema: Schema): PlainTest {
  return withChecks(schema, ofType(schema));
}
