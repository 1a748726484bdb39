import { type DemoAccount, demoPassword } from './demo/accounts.ts';
import type { Settings } from './platform/settings.ts';

/** Says where everything is; in demo mode also who may sign in. */
export function greet(settings: Settings, accounts: readonly DemoAccount[], startedInMs: number) {
  const address = `http://localhost:${settings.port}`;
  const lines = ['', `Banyan 榕治 is ready (${(startedInMs / 1000).toFixed(1)} s).`, ''];
  if (settings.roles.includes('web'))
    lines.push(
      `  residents   居民   ${address}/`,
      `  officers    干部   ${address}/officer/`,
      `  command     指挥   ${address}/command/`,
      `  contract    接口   ${address}/openapi.json`,
      '',
    );
  if (accounts.length > 0) {
    lines.push(
      `Demo accounts, all with the password ${demoPassword} (residents sign in with any mobile number; the code is shown on the page):`,
      '',
    );
    for (const account of accounts) lines.push(`  ${account.login.padEnd(12)} ${account.name} · ${account.role} · ${account.role_en}`);
    lines.push('', 'This is a demonstration with invented reports. Set BANYAN_DEMO=0 before real use.');
  }
  lines.push('Stop with Ctrl-C.', '');
  console.log(lines.join('\n'));
}
