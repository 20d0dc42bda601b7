/** A content line (RFC 5545 §3.1), unfolded and taken apart. */
export interface Property {
  readonly name: string;
  readonly parameters: ReadonlyMap<string, string>;
  readonly value: string;
  /** As it stands, unfolded. */
  readonly line: string;
}

export interface Component {
  readonly name: string;
  /** Properties and components in the order in which they stand. */
  readonly members: readonly (Property | Component)[];
}

/** An iCalendar file, taken apart by nobody's library: the lint must not share a reader's faults. */
export interface Ics {
  readonly bytes: Buffer;
  readonly text: string;
  /** Between CRLFs, folded as they stand; the last, empty one left out. */
  readonly rawLines: readonly string[];
  /** Unfolded. */
  readonly lines: readonly string[];
  readonly roots: readonly Component[];
  /** BEGIN and END that do not fit each other, lines outside of everything. */
  readonly nesting: readonly string[];
}

const isComponent = (member: Property | Component): member is Component => 'members' in member;

const LINE = /^([A-Za-z0-9-]+)((?:;[A-Za-z0-9-]+=(?:"[^"]*"|[^";:,]*)(?:,(?:"[^"]*"|[^";:,]*))*)*):(.*)$/s;
const PARAMETER = /;([A-Za-z0-9-]+)=((?:"[^"]*"|[^";:,]*)(?:,(?:"[^"]*"|[^";:,]*))*)/g;

/** A line taken apart; null when it is none. */
export function propertyIn(line: string): Property | null {
  const [, name, parameters = '', value = ''] = LINE.exec(line) ?? [];
  if (name === undefined) return null;
  const pairs = [...parameters.matchAll(PARAMETER)].map(([, key = '', text = '']): [string, string] => [
    key.toUpperCase(),
    text,
  ]);
  return { name: name.toUpperCase(), parameters: new Map(pairs), value, line };
}

export function readIcs(bytes: Buffer): Ics {
  const text = bytes.toString('utf8');
  const rawLines = text.replace(/\r\n$/, '').split('\r\n');
  const lines = text
    .replace(/\r\n$/, '')
    .replaceAll(/\r\n[ \t]/g, '')
    .split('\r\n');
  const roots: Component[] = [];
  const nesting: string[] = [];
  const open: { name: string; members: (Property | Component)[] }[] = [];
  for (const line of lines) {
    const property = propertyIn(line);
    if (!property) continue;
    if (property.name === 'BEGIN') {
      const component = { name: property.value, members: [] };
      (open.at(-1)?.members ?? roots).push(component);
      open.push(component);
    } else if (property.name === 'END') {
      if (open.pop()?.name !== property.value) nesting.push(line);
    } else {
      const inside = open.at(-1);
      if (inside) inside.members.push(property);
      else nesting.push(line);
    }
  }
  return { bytes, text, rawLines, lines, roots, nesting: [...nesting, ...open.map(({ name }) => name)] };
}

export const propertiesOf = ({ members }: Component): Property[] =>
  members.filter((member): member is Property => !isComponent(member));

export const childrenOf = ({ members }: Component): Component[] => members.filter(isComponent);

export const allComponents = (components: readonly Component[]): Component[] =>
  components.flatMap((component) => [component, ...allComponents(childrenOf(component))]);

export const named = (component: Component, name: string): Property[] =>
  propertiesOf(component).filter((property) => property.name === name);

export const valueOf = (component: Component, name: string): string | undefined =>
  named(component, name)[0]?.value;
