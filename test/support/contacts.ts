import type { Contact } from '../../src/facts/index.js';

/** A cadre of 货湖村 who is reached through the log; a test says what matters to it. */
export const cadre = (given: Partial<Contact> = {}): Contact => ({
  id: 'c1',
  town: 'gangmen',
  name: '村干部甲',
  role: 'cadre',
  village: 'huohu',
  department: null,
  lawyer: null,
  order: 1,
  phone: null,
  channels: [{ kind: 'log' }],
  revision: 1,
  ...given,
});

/** The office's first contact. */
export const office = (given: Partial<Contact> = {}): Contact =>
  cadre({ id: 'office-1', name: '所里', role: 'office', village: null, ...given });
