import { z } from 'zod';
import type { ChannelKind } from '../../facts/index.js';

/** The channels that post to a group's robot. */
export type RobotKind = Extract<ChannelKind, 'wecom' | 'dingtalk' | 'feishu'>;

/** Where each kind of robot lives, and how its address looks (FIELD.md §5.1). */
const HOMES: Record<RobotKind, { readonly host: string; readonly example: string; readonly fits: RegExp }> = {
  wecom: {
    host: 'qyapi.weixin.qq.com',
    example: 'https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=…',
    fits: /^\/cgi-bin\/webhook\/send\?(.*&)?key=[^&]+/,
  },
  dingtalk: {
    host: 'oapi.dingtalk.com',
    example: 'https://oapi.dingtalk.com/robot/send?access_token=…',
    fits: /^\/robot\/send\?(.*&)?access_token=[^&]+/,
  },
  feishu: {
    host: 'open.feishu.cn',
    example: 'https://open.feishu.cn/open-apis/bot/v2/hook/…',
    fits: /^\/open-apis\/bot\/v2\/hook\/[^/?]+$/,
  },
};

const DEFAULT_PORTS: Readonly<Record<string, string>> = { 'http:': '80', 'https:': '443' };

const hostAndPort = (url: URL): string =>
  `${url.hostname}:${url.port || (DEFAULT_PORTS[url.protocol] ?? '')}`;

/**
 * What is wrong with a robot's address, or null: it must be the kind's own host by https, or one of `extraHosts`
 * (`host:port`, of WEBHOOK_HOSTS), which may be plain http. Whoever can enter a contact could else make the server post
 * into its own network.
 */
export function robotAddressFault(
  kind: RobotKind,
  text: string,
  extraHosts: readonly string[],
): string | null {
  const { host, example, fits } = HOMES[kind];
  if (!URL.canParse(text)) return `不是网址，请写成 ${example}`;
  const url = new URL(text);
  if (url.username !== '' || url.password !== '') return '地址里不能带用户名和密码';
  const web = url.protocol === 'https:' || url.protocol === 'http:';
  if (web && extraHosts.includes(hostAndPort(url))) return null;
  if (url.protocol !== 'https:') return `要用 https，请写成 ${example}`;
  if (hostAndPort(url) !== `${host}:443`)
    return `不是允许的主机，请写成 ${example}；别的主机要先写进 WEBHOOK_HOSTS`;
  return fits.test(url.pathname + url.search) ? null : `地址不完整，请写成 ${example}`;
}

/** WEBHOOK_HOSTS: `host:port`, several with commas between. */
export const webhookHostsSchema = z
  .string()
  .transform((text) =>
    text
      .toLowerCase()
      .split(/[\s,，]+/)
      .filter((host) => host !== ''),
  )
  .refine(
    (hosts) =>
      hosts.every((host) => {
        const port = /^(?:[a-z0-9.-]+|\[[0-9a-f:]+\]):(\d{1,5})$/.exec(host)?.[1];
        return port !== undefined && Number(port) >= 1 && Number(port) <= 65535;
      }),
    '要写 主机:端口，几个之间用逗号，例如 robot.example.cn:443,10.0.0.5:8080；不带 http://',
  );
