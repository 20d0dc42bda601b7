import { expect, it } from '@jest/globals';
import { adminApi, type AdminApi } from '../support/adminApi.js';
import { apiAs, sound } from '../support/people.js';
import { webServer } from '../support/webServer.js';

const ALL = 'admin office department village reader';
const MEMBERS = 'admin office department village';
const VILLAGES = 'admin office village';
const OFFICE = 'admin office';
const ADMIN = 'admin';

/** Who may use each operation of the API: written by hand, so that a new one is decided on here. */
const MAY: Readonly<Record<string, string>> = {
  getTown: ALL,
  listKeyDates: ALL,
  listActivities: ALL,
  getActivity: ALL,
  createActivity: OFFICE,
  // Villages and departments only confirm their own: see sight.test.ts.
  changeActivity: MEMBERS,
  cancelActivity: OFFICE,
  batchActivities: OFFICE,
  getActivityHistory: MEMBERS,
  // Records and photos name people. Villages and departments file their own: see sight.test.ts.
  getRecord: MEMBERS,
  putRecord: MEMBERS,
  addPhotos: MEMBERS,
  getPhoto: MEMBERS,
  getFigures: ALL,
  getCoverage: ALL,
  getLawyerLogs: VILLAGES,
  getLedger: OFFICE,
  getPlanTable: OFFICE,
  getReport: OFFICE,
  getSheet: ALL,
  listDeadlines: MEMBERS,
  tickDeadline: OFFICE,
  untickDeadline: OFFICE,
  listLawGuides: OFFICE,
  getLawGuideGaps: MEMBERS,
  createLawGuide: OFFICE,
  replaceLawGuide: OFFICE,
  deleteLawGuide: OFFICE,
  listNotices: ALL,
  getNotice: ALL,
  createNotice: OFFICE,
  changeNotice: OFFICE,
  deleteNotice: OFFICE,
  getNoticeHistory: OFFICE,
  createPlan: OFFICE,
  getPlan: OFFICE,
  listPlans: OFFICE,
  releasePlan: OFFICE,
  listBlackouts: MEMBERS,
  getBlackout: MEMBERS,
  createBlackout: OFFICE,
  deleteBlackout: OFFICE,
  getBlackoutHistory: OFFICE,
  listContacts: MEMBERS,
  getContact: MEMBERS,
  createContact: OFFICE,
  changeContact: OFFICE,
  deleteContact: OFFICE,
  revokeContactLinks: OFFICE,
  getContactHistory: OFFICE,
  listImports: OFFICE,
  createImport: OFFICE,
  getImport: OFFICE,
  applyImport: OFFICE,
  deleteImport: OFFICE,
  getImportTemplate: OFFICE,
  listReminders: MEMBERS,
  listDeliveries: MEMBERS,
  markSent: OFFICE,
  listFeedTokens: OFFICE,
  createFeedToken: OFFICE,
  getFeedToken: OFFICE,
  changeFeedToken: OFFICE,
  revokeFeedToken: OFFICE,
  logIn: `${ALL} nobody`,
  whoAmI: ALL,
  logOut: ALL,
  changePassword: ALL,
  listAccounts: ADMIN,
  createAccount: ADMIN,
  getAccount: ADMIN,
  changeAccount: ADMIN,
  deleteAccount: ADMIN,
  inviteAccount: ADMIN,
  listApiTokens: ADMIN,
  createApiToken: ADMIN,
  getApiToken: ADMIN,
  changeApiToken: ADMIN,
  revokeApiToken: ADMIN,
  listAudit: OFFICE,
  exportAudit: OFFICE,
  undoChange: ADMIN,
};

interface Documented {
  readonly id: string;
  readonly method: string;
  readonly path: string;
}

async function documented(api: AdminApi): Promise<Documented[]> {
  const { paths } = await sound<{ paths: Record<string, Record<string, { operationId: string }>> }>(
    api('GET', '/openapi.json'),
  );
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { operationId }]) => ({
      id: operationId,
      method: method.toUpperCase(),
      path: path.replace(/\{\w+\}/g, 'nothing'),
    })),
  );
}

/** Whether somebody is let through to an operation: what is wrong with the empty request comes after that. */
async function admits(api: AdminApi, { method, path }: Documented): Promise<boolean> {
  const { status } = await api(method, path);
  expect(status).toBeLessThan(500);
  return status !== 401 && status !== 403;
}

it('lets each role through to what is its own, and to nothing else', async () => {
  const server = await webServer();
  const people: Record<string, AdminApi> = {
    admin: await apiAs(server, { role: 'admin' }),
    office: await apiAs(server, { role: 'office' }),
    department: await apiAs(server, { role: 'department', department: 'fulian' }),
    village: await apiAs(server, { role: 'village', village: 'huohu' }),
    reader: await apiAs(server, { role: 'reader' }),
    nobody: adminApi(server.url, ''),
  };
  const found: Record<string, string> = {};
  for (const asked of await documented(server.api)) {
    const answers = Object.entries(people).map(async ([role, api]) =>
      (await admits(api, asked)) ? [role] : [],
    );
    found[asked.id] = (await Promise.all(answers)).flat().join(' ');
  }
  expect(found).toEqual(MAY);
}, 30_000);

it('lets a token that only reads change nothing, whatever its role', async () => {
  const server = await webServer();
  const admitted: string[] = [];
  const api = await apiAs(server, { role: 'admin', scope: 'read' });
  for (const asked of await documented(server.api)) {
    if (asked.id === 'logIn') continue;
    expect([asked.id, await admits(api, asked)]).toEqual([asked.id, asked.method === 'GET']);
    admitted.push(asked.id);
  }
  expect(admitted).toHaveLength(Object.keys(MAY).length - 1);
}, 30_000);
