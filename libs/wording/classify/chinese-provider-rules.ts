import type { Rule } from './rule.js';

/** QQ Mail (Tencent) and NetEase (163, 126, yeah.net). QQ answers in GBK, which arrives here decoded. */
export const chineseProviderRules: readonly Rule[] = [
  {
    row: 'qq-authorization-code',
    // Last: 授权码 in GBK, read as Latin-1 somewhere on the way.
    text: /authori[sz]ation code|授权码|授權碼|ÊÚÈ¨Âë/i,
    diagnosis: 'app-password-required',
    source: 'YMFE/yapi#2219; pandolia/qqbot#221: "535 Error: 请使用授权码登录。详情请看: http://service.mail.qq.com/…"',
  },
  {
    row: 'qq-any-cause',
    // Six causes in one sentence; the first that a subscriber meets is that only the authorization code is accepted.
    text: /Account is abnormal, service is not open, password is incorrect/i,
    diagnosis: 'app-password-required',
    source: 'chengazhen/cursor-auto-free#294',
  },
  {
    row: 'qq-busy',
    text: /authentication failed, system busy|系统繁忙|系統繁忙|稍后(?:再试|重试)|稍後再試/i,
    diagnosis: 'temporarily-unavailable',
    source: 'Tencent Exmail SMTP: "535 Error: authentication failed, system busy"',
  },
  {
    row: 'chinese-too-often',
    text: /频率(?:过高|过快|限制|受限|超限)|頻率(?:過高|限制)|过于频繁|過於頻繁|次数过多/,
    diagnosis: 'rate-limited',
    source: 'service.mail.qq.com, frequency limits of IMAP, POP3 and SMTP',
  },
  {
    row: 'netease-too-often',
    protocols: ['smtp'],
    text: /\b(?:MI:(?:SFQ|CEL|DMC|CCL)|RP:(?:CEL|QRC|TRC))\b/,
    diagnosis: 'rate-limited',
    source: 'help.163.com, return codes of SMTP: so many connections, messages or sessions in a time',
  },
  {
    row: 'qq-too-often',
    text: /frequency (?:is )?limited/i,
    diagnosis: 'rate-limited',
    source:
      'service.mail.qq.com: "550 Ip frequency limited", "550 Connection frequency limited", "550 Domain frequency limited"',
  },
  {
    row: 'chinese-connections',
    text: /(?:连接|連接|连线|連線)(?:数|數)?.{0,6}(?:过多|過多|超过|超過|超限|太多)/,
    diagnosis: 'too-many-connections',
    source: 'service.mail.qq.com and help.163.com, limits of connections',
  },
  {
    row: 'chinese-service-off',
    text: /(?:服务|服務|IMAP|POP3?|SMTP).{0,12}(?:未开启|未開啟|未开通|尚未开|没有开启|已关闭|已禁用)|(?:请先?|請先?)(?:开启|開啟|开通).{0,12}(?:服务|服務|IMAP|POP3?|SMTP)/i,
    diagnosis: 'protocol-disabled',
    source: 'service.mail.qq.com and help.163.com, opening the IMAP, POP3 and SMTP service',
  },
  {
    row: 'exmail-service-off',
    text: /open (?:smtp|imap|pop3?) flag/i,
    diagnosis: 'protocol-disabled',
    source: 'Tencent Exmail SMTP: "535 Error: authentication failed, please open smtp flag first!"',
  },
  {
    row: 'chinese-account-locked',
    text: /(?:帐号|账号|帳號|账户|用户|邮箱)[^。]{0,12}(?:异常|異常|冻结|凍結|锁定|鎖定|封禁|被封|停用|禁用)/,
    diagnosis: 'account-locked',
    source: 'service.mail.qq.com, frozen accounts',
  },
  {
    row: 'chinese-password',
    steps: ['sign-in'],
    text: /密码(?:错误|不正确|有误)|密碼(?:錯誤|不正確)|登录失败|登錄失敗|登陆失败|身份验证失败|认证失败|驗證失敗/,
    diagnosis: 'credentials-rejected',
    source: 'QQ Mail IMAP and SMTP: "登录失败", "帐号或密码错误"',
  },
  {
    row: 'netease-unsafe',
    text: /Unsafe Login/i,
    diagnosis: 'capability-missing',
    source: 'andyedinborough/S22.Imap#167: the server wants IMAP ID before SELECT',
  },
  {
    row: 'netease-service-off',
    protocols: ['smtp'],
    text: /User has no permission/i,
    diagnosis: 'protocol-disabled',
    source: 'testerSunshine/12306#62; open-falcon/mail-provider#6',
  },
  {
    row: 'netease-suspended',
    text: /User (?:is )?(?:suspended|locked)|ERR\.LOGIN\.USERLOCK/i,
    diagnosis: 'account-locked',
    source: 'help.163.com, SMTP: "550 User suspended", "535 User is locked"',
  },
  {
    row: 'netease-code-needed',
    text: /ERR\.LOGIN\.(?:REQCODE|DOMAINNULL)/i,
    diagnosis: 'app-password-required',
    source: 'help.163.com, POP3 and SMTP: "ERR.LOGIN.REQCODE"',
  },
  {
    row: 'netease-password',
    steps: ['sign-in'],
    text: /ERR\.LOGIN\.(?:PASSERR|USERERR|UNKNOW)|Login error or password error|Unable to log on/i,
    diagnosis: 'credentials-rejected',
    source: 'help.163.com: "-ERR Unable to log on", "NO LOGIN Login error or password error"',
  },
];
