import { raw, Router, type Request } from 'express';
import { ConflictError } from '../../../activities/index.js';
import { IMPORT_KINDS } from '../../../facts/index.js';
import { applyImport, FILE_LIMIT, UnreadableError } from '../../../imports/index.js';
import { actorFor, pageFor } from '../../auth.js';
import type { WebContext } from '../../context.js';
import { keptImport, keptImports, storePreview } from '../../imports.js';
import { staffIn, whoIn, type Staff } from '../staffNav/index.js';
import { choosePage } from './choose.js';
import { previewPage } from './preview.js';

/** What a form adds to its file. */
const FORM_ROOM = 16 * 1024;

const TOO_LARGE = `文件超过 ${FILE_LIMIT / 1024 / 1024} MB，请分成几个`;

interface Sent {
  readonly kind: (typeof IMPORT_KINDS)[number];
  readonly form: string | null;
  readonly bytes: Buffer;
}

/** The fields of a form with a file. @throws UnreadableError when something is missing */
async function sentIn(request: Request, forms: readonly { readonly id: string }[]): Promise<Sent> {
  const body: unknown = request.body;
  const type = request.get('content-type') ?? '';
  if (!Buffer.isBuffer(body)) throw new UnreadableError('请选一个文件');
  let fields: FormData;
  try {
    fields = await new Response(new Uint8Array(body), { headers: { 'content-type': type } }).formData();
  } catch {
    throw new UnreadableError('文件没有传完整，请再传一次');
  }
  const file = fields.get('file');
  const kind = IMPORT_KINDS.find((one) => one === fields.get('kind'));
  if (!kind) throw new UnreadableError('请选导入的是联系人还是活动');
  if (file === null || typeof file === 'string' || file.size === 0) throw new UnreadableError('请选一个文件');
  if (file.size > FILE_LIMIT) throw new UnreadableError(TOO_LARGE);
  const form = forms.find(({ id }) => id === fields.get('form'))?.id ?? null;
  return { kind, form, bytes: Buffer.from(await file.arrayBuffer()) };
}

/** `/imports`, `/imports/{id}`. */
export function importRoutes(context: WebContext): Router {
  const { store, calendars, clock, readImport } = context;
  const { town } = calendars;
  const router = Router();
  router.use('/imports', pageFor(context, 'office'), (_request, response, next) => {
    response.set('Cache-Control', 'no-store');
    next();
  });

  const choose = async (staff: Staff, problem: string | null): Promise<string> => {
    const imports = await store.read((transaction) => keptImports(transaction, context));
    return choosePage({ staff, town, imports, problem });
  };
  const show = async (staff: Staff, id: string, conflict: ConflictError | null): Promise<string> => {
    const shown = await store.read((transaction) => keptImport(transaction, context, id));
    return previewPage({ staff, calendars, shown, conflict });
  };

  router.get('/imports', async (request, response) => {
    response.type('html').send(await choose(staffIn(request, response), null));
  });
  router.post(
    '/imports',
    raw({ type: 'multipart/form-data', limit: FILE_LIMIT + FORM_ROOM }),
    async (request, response) => {
      try {
        const { kind, form, bytes } = await sentIn(request, town.forms);
        const content = await readImport(bytes);
        const { id } = await store.write(actorFor(whoIn(response), request, { via: 'page' }), (transaction) =>
          storePreview(transaction, context, content, { kind, form }),
        );
        response.redirect(303, `/imports/${id}`);
      } catch (error) {
        if (!(error instanceof UnreadableError)) throw error;
        response
          .status(422)
          .type('html')
          .send(await choose(staffIn(request, response), error.message));
      }
    },
  );
  router.get('/imports/:id', async (request, response) => {
    response.type('html').send(await show(staffIn(request, response), request.params.id, null));
  });
  router.post('/imports/:id/apply', async (request, response) => {
    const { id } = request.params;
    try {
      await store.write(actorFor(whoIn(response), request, { via: 'page' }), async (transaction) => {
        const wanted = await keptImport(transaction, context, id);
        return applyImport({ transaction, calendars, now: clock() }, wanted);
      });
      response.redirect(303, `/imports/${id}`);
    } catch (error) {
      if (!(error instanceof ConflictError)) throw error;
      response
        .status(409)
        .type('html')
        .send(await show(staffIn(request, response), id, error));
    }
  });
  router.post('/imports/:id/remove', async (request, response) => {
    await store.write(actorFor(whoIn(response), request, { via: 'page' }), (transaction) =>
      transaction.remove('imports', town.id, request.params.id),
    );
    response.redirect(303, '/imports');
  });
  return router;
}
