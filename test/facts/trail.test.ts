import { describe, expect, it } from '@jest/globals';
import {
  accountInTrail,
  apiTokenSchema,
  changesBetween,
  maskedContact,
  maskedLawGuide,
  publicTokenId,
  tokenInTrail,
  type Account,
} from '../../src/facts/index.js';
import { cadre } from '../support/contacts.js';

const AT = '2026-11-23T10:00:00+08:00';

describe('what changed', () => {
  it('is each field that differs, before and after', () => {
    const before = { name: '甲', order: 1, channels: [{ kind: 'log' }], phone: null };
    const after = { name: '甲', order: 2, channels: [{ kind: 'email' }], village: 'huohu' };
    expect(changesBetween(before, after)).toEqual({
      order: { before: 1, after: 2 },
      channels: { before: [{ kind: 'log' }], after: [{ kind: 'email' }] },
      phone: { before: null, after: null },
      village: { before: null, after: 'huohu' },
    });
    expect(changesBetween(before, { ...before })).toEqual({});
  });
});

describe('the trail', () => {
  it('knows of an account when its password was set and until when it is invited, and no hash', () => {
    const hash = 'a'.repeat(64);
    const account: Account = {
      id: 'u-0123456789ab',
      town: 'gangmen',
      username: 'jia',
      name: '甲',
      role: 'office',
      village: null,
      department: null,
      disabled: false,
      password: { hash: 'scrypt$secret', setAt: AT },
      invitation: { hash, expiresAt: '2026-11-30T10:00:00+08:00' },
      revision: 1,
      createdAt: AT,
      lastLoginAt: null,
    };
    const shown = accountInTrail(account);
    expect(shown).toMatchObject({ name: '甲', passwordSetAt: AT, invitedUntil: '2026-11-30T10:00:00+08:00' });
    expect(JSON.stringify(shown)).not.toMatch(/secret|aaaa|"password"|"invitation"/);
    expect(accountInTrail({ ...account, password: null, invitation: null })).toMatchObject({
      passwordSetAt: null,
      invitedUntil: null,
    });
  });

  it('knows a token by an id that is not its hash', () => {
    const hash = 'b'.repeat(64);
    const token = { town: 'gangmen', label: '县里', createdAt: AT };
    const old = apiTokenSchema.parse({ ...token, id: '0123456789abcdef'.repeat(4) });
    const now = apiTokenSchema.parse({ ...token, id: '0123456789abcdef0123', hash });
    expect([publicTokenId(old), publicTokenId(now)]).toEqual(['old-0123456789ab', '0123456789abcdef0123']);
    expect(tokenInTrail(old).id).toBe('old-0123456789ab');
    expect(tokenInTrail(now)).toEqual(expect.not.objectContaining({ hash: expect.anything() }));
    // Those from before there were roles could do everything.
    expect(old).toMatchObject({ role: 'admin', scope: 'write', expiresAt: null, revokedAt: null });
  });

  it('does not keep the name of a law guide', () => {
    const guide = {
      id: '0'.repeat(20),
      town: 'gangmen',
      village: 'huohu',
      name: '甲',
      certificate: '粤01',
      createdAt: AT,
    };
    expect(maskedLawGuide(guide)).toEqual({ ...guide, name: '***', certificate: '***' });
    expect(maskedLawGuide({ ...guide, certificate: null }).certificate).toBeNull();
  });

  it('does not keep a robot’s key, and tells two robots apart', () => {
    const secret = 'SEC0123456789abcdef0123456789';
    const shown = maskedContact(
      cadre({
        channels: [
          {
            kind: 'wecom',
            url: 'https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=693a91f6-7aaa-4bc4-97a0-0ec2sifa5aaa',
          },
          { kind: 'dingtalk', url: 'https://oapi.dingtalk.com/robot/send?access_token=short', secret },
          { kind: 'feishu', url: 'https://open.feishu.cn/open-apis/bot/v2/hook/0123456789abcdef0123' },
          { kind: 'email', address: 'a@example.cn' },
        ],
      }),
    );
    expect(shown.channels).toEqual([
      { kind: 'wecom', url: 'https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=****5aaa' },
      { kind: 'dingtalk', url: 'https://oapi.dingtalk.com/robot/send?access_token=****', secret: '****6789' },
      { kind: 'feishu', url: 'https://open.feishu.cn/open-apis/bot/v2/hook/****0123' },
      { kind: 'email', address: 'a@example.cn' },
    ]);
  });

  it('shows nothing of an address that is another’s or none at all', () => {
    const shown = (url: string) => maskedContact(cadre({ channels: [{ kind: 'wecom', url }] })).channels[0];
    expect(shown('http://10.0.0.5:8080/hooks/0123456789abcdef0123')).toEqual({
      kind: 'wecom',
      url: 'http://10.0.0.5:8080/****0123',
    });
    expect(shown('http://10.0.0.5:8080/?0123456789abcdef0123&a=')).toEqual({
      kind: 'wecom',
      url: 'http://10.0.0.5:8080/****?****0123&****',
    });
    expect(shown('no address')).toEqual({ kind: 'wecom', url: '****' });
  });
});
