import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { z } from 'zod';
import { idSchema } from './calendar/index.js';
import { mailServerSchema, webhookHostsSchema } from './reminders/index.js';
import { check } from './town/index.js';
// Not by way of the room's index: each command reads the environment, and most never load the web.
import { trustProxySchema } from './web/clientAddress.js';

const LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

const PORT_ERROR = '要写 0 到 65535 的整数';

const portSchema = z
  .string()
  .regex(/^\d{1,5}$/, PORT_ERROR)
  .transform(Number)
  .refine((port) => port <= 65535, PORT_ERROR);

// Pages and cookies stand at the root of the host, and the address goes into public feeds: no path, no password.
const baseUrlSchema = z
  .string()
  .refine(
    (text) => /^https?:\/\/[\w.:[\]-]+\/?$/.test(text) && URL.canParse(text),
    '要写网址，不带路径，例如 https://pufa.example.cn',
  )
  .transform((text) => text.replace(/\/$/, ''));

/** A database of PostgreSQL; the messages of a wrong one never show the password. */
export const databaseUrlSchema = z
  .string()
  .refine(
    (text) => /^postgres(?:ql)?:\/\//.test(text) && URL.canParse(text) && new URL(text).pathname.length > 1,
    '要写 postgres://用户名:密码@主机:5432/数据库；密码里的特殊字符写成 %XX，例如 @ 写成 %40',
  );

/**
 * Every variable the program reads: name, what it must be, default, meaning. The README's table is tested against
 * this one.
 */
export const VARIABLES = {
  PORT: { schema: portSchema, fallback: '8080', secret: false },
  HOST: {
    schema: z.string().regex(/^[\w.:-]+$/, '要写主机名或 IP 地址'),
    fallback: '127.0.0.1',
    secret: false,
  },
  DATA_DIR: { schema: z.string().transform((path) => resolve(path)), fallback: './data', secret: false },
  CALENDARS_DIR: { schema: z.string(), fallback: './calendars', secret: false },
  TOWN: { schema: idSchema, fallback: 'gangmen', secret: false },
  BASE_URL: { schema: baseUrlSchema.optional(), fallback: undefined, secret: false },
  ADMIN_TOKEN: {
    schema: z
      .string()
      .regex(/^[\x21-\x7e]{1,512}$/, '只能用不含空格的 ASCII 字符')
      .optional(),
    fallback: undefined,
    secret: true,
  },
  TRUST_PROXY: { schema: trustProxySchema.optional(), fallback: undefined, secret: false },
  DATABASE_URL: { schema: databaseUrlSchema.optional(), fallback: undefined, secret: true },
  WEBHOOK_HOSTS: { schema: webhookHostsSchema.optional(), fallback: undefined, secret: false },
  SMTP_URL: { schema: mailServerSchema.optional(), fallback: undefined, secret: true },
  LOG_LEVEL: {
    schema: z.enum(LEVELS, { error: `只能是 ${LEVELS.join('、')}` }),
    fallback: 'info',
    secret: false,
  },
} as const;

type Name = keyof typeof VARIABLES;

export type Environment = { readonly [N in Name]: z.output<(typeof VARIABLES)[N]['schema']> };

/** A variable has a wrong value; the message names each, with the remedy. A secret's value is not repeated. */
class EnvironmentError extends Error {
  constructor(faults: readonly string[]) {
    super(faults.join('\n'));
    this.name = 'EnvironmentError';
  }
}

/** The value of a variable, or of the file that `NAME_FILE` names for a secret; what is wrong goes to `faults`. */
function valueOf(name: Name, env: NodeJS.ProcessEnv, faults: string[]): string | undefined {
  const { fallback, secret } = VARIABLES[name];
  const file = secret ? env[`${name}_FILE`] : undefined;
  if (file !== undefined && file !== '') {
    try {
      return readFileSync(file, 'utf8').trim();
    } catch {
      faults.push(`${name}_FILE: ${file}: 读不了这个文件，请检查路径和权限`);
      return fallback;
    }
  }
  const value = env[name];
  return value === undefined || value === '' ? fallback : value;
}

/** The address people see: BASE_URL, else where the program listens. @param port the one taken, when PORT is 0 */
export const baseUrlOf = ({ BASE_URL, HOST, PORT }: Environment, port = PORT): string =>
  BASE_URL ?? `http://${HOST.includes(':') ? `[${HOST}]` : HOST}:${port}`;

/** The address of a town, or a county: below that of the installation, but for `TOWN`, which has it whole. */
export const townUrlOf = (env: Environment, town: string, port = env.PORT): string =>
  baseUrlOf(env, port) + (town === env.TOWN ? '' : `/${town}`);

/**
 * Reads the environment.
 *
 * @throws EnvironmentError with every wrong variable
 */
export function readEnvironment(env: NodeJS.ProcessEnv): Environment {
  const faults: string[] = [];
  const values: Partial<Record<Name, unknown>> = {};
  for (const name of Object.keys(VARIABLES) as Name[]) {
    const value = valueOf(name, env, faults);
    const checked = check<z.ZodType>(VARIABLES[name].schema, value);
    if (checked.ok) values[name] = checked.value;
    else
      for (const { message } of checked.faults)
        faults.push(`${name}: ${VARIABLES[name].secret ? '（不显示）' : (value ?? '')}: ${message}`);
  }
  if (faults.length > 0) throw new EnvironmentError(faults);
  return values as Environment;
}
