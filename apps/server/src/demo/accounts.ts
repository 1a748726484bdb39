/** Who may be played in demo mode: the five people of the loop, the hotline, the command page and the administrator. */
export const demoPassword = 'banyan-demo';

export type DemoAccount = { login: string; name: string; password: string; role: string; roleEn: string; post: string; unit: string; area: string };

const account = (login: string, name: string, role: string, roleEn: string, post: string, area: string, kind: string): DemoAccount => ({ login, name, password: demoPassword, role, roleEn, post, unit: `${area}-${kind}`, area });

export const demoAccounts: readonly DemoAccount[] = [
  account('hotline', '郑小榕', '12345热线受理员', '12345 hotline agent', 'hotline-agent', '350100', 'hotline'),
  account('desk', '林受理', '鼓楼区东街街道受理台', 'Intake desk, Dongjie Street, Gulou', 'desk-officer', '350102004', 'street'),
  account('street', '陈一线', '鼓楼区东街街道干部', 'Street officer, Dongjie Street, Gulou', 'street-officer', '350102004', 'street'),
  account('city-mgmt', '黄城管', '鼓楼区城市管理局承办员', 'Urban management, Gulou', 'department-officer', '350102', 'urban-management'),
  account('river', '吴清河', '市城区水系联排联调中心承办员', 'Urban river centre', 'department-officer', '350100', 'river-joint'),
  account('supervisor', '王督办', '鼓楼区运行指挥中心值班长', 'Duty supervisor, Gulou command centre', 'supervisor', '350102', 'command'),
  account('command', '刘指挥', '市指挥大屏查看员', 'City command viewer', 'command-viewer', '350100', 'command'),
  account('admin', '何管理', '系统管理员', 'System administrator', 'administrator', '350100', 'command'),
];
