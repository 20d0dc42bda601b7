import type { FactOf, Kind, QueryOf } from '../../facts/index.js';
import type { Change } from '../state.js';
import { foundOf, rowOf, writtenOf } from './parts.js';
import { COMMON, ownTable } from './tables.js';

export interface Statement {
  readonly text: string;
  readonly values: readonly unknown[];
}

const tableOf = (kind: Kind): string => ownTable(kind)?.name ?? COMMON;

/** PostgreSQL's text holds no NUL, so nothing that is asked for with one is there. */
export const canBeThere = (values: readonly unknown[]): boolean =>
  !values.some((value) => typeof value === 'string' && value.includes('\0'));

/** The facts of a town with these ids. */
export const getStatement = (kind: Kind, town: string, ids: readonly string[]): Statement => {
  const own = ownTable(kind) !== undefined;
  return {
    text: `select id, ${rowOf(kind)} from ${tableOf(kind)} where town = $1 and id = any ($2)${own ? '' : ' and kind = $3'}`,
    values: own ? [town, ids] : [town, ids, kind],
  };
};

/**
 * Facts that one row of an answer gives as one JSON. A row for each costs more, and so do long texts: both sides make them in
 * memory that they have to ask of the system anew each time.
 */
const FACTS_A_ROW = 32;

/** Rows of a table, and in `handful` which row of the answer each goes into. */
const listed = (table: string, conditions: string): string =>
  `(select *, row_number() over () / ${FACTS_A_ROW} as handful from ${table} where ${conditions}) as listed`;

/** All facts of a town of kinds that have no table of their own, some of one kind a row. */
export const commonStatement = (kinds: readonly Kind[], town: string): Statement => ({
  text: `select kind, json_agg(fact) as facts from ${listed(COMMON, 'town = $1 and kind = any ($2)')} group by kind, handful`,
  values: [town, kinds],
});

/** All facts that answer a query, some a row: a `Found`. */
export function findStatement<K extends Kind>(kind: K, query: QueryOf<K>): Statement {
  const own = ownTable(kind);
  const { town, ...rest } = query as QueryOf<K> & { readonly town: string };
  if (!own) return commonStatement([kind], town);
  const values: unknown[] = [town];
  const conditions: string[] = [];
  for (const [name, value] of Object.entries(rest)) {
    if (value === undefined) continue;
    values.push(value instanceof Set ? [...(value as ReadonlySet<string>)] : value);
    const conditionOf = (own.conditions as Record<string, (value: string) => string>)[name];
    // A member that nobody has given a meaning would be ignored, and more found than was asked for.
    if (!conditionOf) throw new Error(`${kind}: no SQL for ${name}`);
    conditions.push(conditionOf(`$${values.length}`));
  }
  return {
    text: `select ${foundOf(kind)} from ${listed(own.name, ['town = $1', ...conditions].join(' and '))} group by handful`,
    values,
  };
}

/** A row of the answer to several questions. */
export interface Answer {
  /** By its number, from 0. */
  readonly question: number;
  /** The row, as JSON. */
  readonly found: unknown;
}

/** Statements with the parameters of all of them numbered through. */
function numbered(statements: readonly Statement[]): { texts: string[]; values: unknown[] } {
  const values: unknown[] = [];
  const texts = statements.map((statement) => {
    const before = values.length;
    values.push(...statement.values);
    return statement.text.replace(/\$(\d+)/g, (_all, number: string) => `$${before + Number(number)}`);
  });
  return { texts, values };
}

/** Several questions as one, whose rows are each an `Answer`. */
export function togetherStatement(statements: readonly Statement[]): Statement {
  const { texts, values } = numbered(statements);
  const answers = texts.map(
    (text, index) => `select ${index} as question, to_json(found) as found from (${text}) as found`,
  );
  return { text: answers.join(' union all '), values };
}

/** An array as a text that PostgreSQL casts; `pg` writes out an array element by element at several times the cost. */
export function arrayText(items: readonly string[]): string {
  // Mostly there is nothing to escape in any of them, and one look at all together is cheaper than one at each.
  const escaped = /["\\]/.test(items.join('')) ? items.map((item) => item.replace(/["\\]/g, '\\$&')) : items;
  return items.length === 0 ? '{}' : `{"${escaped.join('","')}"}`;
}

/**
 * Puts facts of one kind in one statement, over those that have their ids. They go as two texts, for arrays with an element for
 * each row `pg` writes out at several times the cost: the facts a line each, which JSON never breaks, and what is compared of
 * them beside. PostgreSQL takes nothing out of a fact: it reads no NUL, and a fact may hold one.
 */
export function putStatement<K extends Kind>(kind: K, facts: readonly FactOf<K>[]): Statement {
  const own = ownTable(kind);
  const columns = own?.columns ?? [];
  const rows = facts.map((fact) => {
    const row: Record<string, string | null> = { town: fact.town, id: fact.id };
    for (const { name, of } of columns) {
      const value = of(fact);
      row[name] = typeof value === 'object' && value !== null ? arrayText(value) : value;
    }
    return row;
  });
  const lines = facts.map(writtenOf(kind)).join('\n');
  const compared = ['town', 'id', ...columns.map(({ name }) => name)];
  const taken = ['town', 'id', ...columns.map(({ name, type }) => `${name}::${type}`)];
  const names = [...compared, 'fact'];
  const kindColumn = own ? '' : ', kind';
  const kindValue = own ? '' : ', $3';
  const changed = names.slice(2).map((name) => `${name} = excluded.${name}`);
  if (own?.inParts) changed.push('news = null');
  return {
    text: `insert into ${tableOf(kind)} (${names.join(', ')}${kindColumn})
      select ${taken.join(', ')}, fact::json${kindValue}
      from rows from (
        json_to_recordset($1::json) as (${compared.map((name) => `${name} text`).join(', ')}),
        string_to_table($2, E'\\n')
      ) as given (${names.join(', ')})
      on conflict (${own ? '' : 'kind, '}town, id) do update set ${changed.join(', ')}`,
    values: [JSON.stringify(rows), lines, ...(own ? [] : [kind])],
  };
}

function removeStatement(kind: Kind, gone: readonly Change[]): Statement {
  const own = ownTable(kind) !== undefined;
  return {
    text: `delete from ${tableOf(kind)} as stored using unnest($1::text[], $2::text[]) as gone (town, id)
      where stored.town = gone.town and stored.id = gone.id${own ? '' : ' and stored.kind = $3'}`,
    values: [gone.map(({ town }) => town), gone.map(({ id }) => id), ...(own ? [] : [kind])],
  };
}

/** What stores changes, of which each fact has at most one. */
export function* changeStatements(changes: readonly Change[]): Generator<Statement> {
  const kinds = new Map<Kind, Change[]>();
  for (const change of changes) {
    const group = kinds.get(change.kind);
    if (group) group.push(change);
    else kinds.set(change.kind, [change]);
  }
  for (const [kind, group] of kinds) {
    const puts = group.flatMap(({ fact }) => (fact ? [fact] : []));
    const gone = group.filter(({ fact }) => fact === undefined);
    if (puts.length > 0) yield putStatement(kind, puts);
    if (gone.length > 0) yield removeStatement(kind, gone);
  }
}

/** Changes, of which each fact has at most one, and what is to be said of them, in one statement. */
export function changingStatement(changes: readonly Change[], saying: Statement): Statement {
  const { texts, values } = numbered([...changeStatements(changes), saying]);
  const [said = '', ...doing] = texts.reverse();
  return {
    text: `with ${doing.map((text, index) => `doing_${index} as (${text})`).join(', ')} ${said}`,
    values,
  };
}
