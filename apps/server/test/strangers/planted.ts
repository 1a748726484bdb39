import { createHash } from 'node:crypto';
import sharp from 'sharp';
import type { Answer, Client, World } from '../world.ts';

/** Words that stand in the victims' data and nowhere else; whoever sees one has seen what is not his. */
export const markers = {
  title: 'qztitle',
  content: 'qzcontent',
  address: 'qzaddress',
  reporterName: 'qzreporter',
  residentName: 'qzresident',
  officerName: 'qzofficer',
  contactNote: 'qzcontactnote',
  callNote: 'qzcallnote',
  onSiteNote: 'qzonsitenote',
  workingNote: 'qzworkingnote',
  reply: 'qzreply',
  ratingNote: 'qzratingnote',
  refusedReply: 'qzrefusedreply',
  filledText: 'qzfilledtext',
  correction: 'qzcorrection',
} as const;

export const victimPhones = ['13705917357', '13905914862'] as const;

type Key = { region: string; id: string; number: string; queryCode: string | null };

/** The victims' data in Gulou (350102), made through the API alone, and everything a stranger might guess or steal of it. */
export type Planted = {
  open: Key;
  closed: Key;
  anonymous: Key & { queryCode: string };
  rejected: Key;
  call: string;
  photo: { id: string; claim: string };
  messageIds: string[];
  sessionIds: string[];
  accountIds: string[];
  /** A survey of one street of theirs, sound in itself. */
  boundary: string;
  /** A form in force in their county, one only proposed, and what a community of theirs filled. */
  form: string;
  proposedForm: string;
  filling: { region: string; id: string };
  /** Strings that no answer to a stranger may hold: the markers, the numbers and ids, the phones. */
  secrets: string[];
};

const area = '350102004';
const place = { lat: 26.0869, lon: 119.298 };
const street = '350102004-street';
const river = '350100-river-joint';

async function done(answer: Promise<Answer>) {
  const { status, body } = await answer;
  if (status >= 300) throw new Error(`The victims' data could not be made: ${status} ${JSON.stringify(body)}`);
  return body;
}

const act = (client: Client, one: Key, action: string, input: object = {}) =>
  done(client.post(`/api/cases/${one.region}/${one.id}/actions/${action}`, input));

async function upload(world: World, headers: Record<string, string> = {}) {
  const bytes = await sharp({ create: { width: 32, height: 24, channels: 3, background: '#1f5e48' } })
    .jpeg()
    .toBuffer();
  const answer = await world.app.inject({
    method: 'POST',
    url: '/api/photos',
    headers: { 'content-type': 'image/jpeg', ...headers },
    payload: bytes,
  });
  const { id, claim } = answer.json() as { id: string; claim: string };
  return { id, claim };
}

const sessionsOf = async (client: Client) =>
  (await done(client.get('/api/sessions'))).sessions.map((one: { id: string }) => one.id) as string[];

const messagesOf = async (client: Client) =>
  (await done(client.get('/api/messages'))).messages.map((one: { id: string }) => one.id) as string[];

/** The street's boundary as the map shows it, as a file that could be imported. */
async function surveyOf(world: World): Promise<string> {
  const { features } = (await world.guest().get('/api/map/streets?county=350102')).body as { features: { properties: { code: string } }[] };
  return JSON.stringify({ type: 'FeatureCollection', features: features.filter(({ properties }) => properties.code === area) });
}

const wantedForm = {
  title: '楼道隐患月报',
  purpose: '安排整治',
  area: '350102',
  fillers: ['community'],
  basis: { law: '《消防法》', article: '第三十二条' },
  frequency: 'monthly',
  minutes: 10,
  validFrom: '2026-11-01',
  validUntil: '2027-10-31',
};

/** A form asked by a department, approved by the burden desk, filled and corrected by a community. */
async function plantForm(world: World) {
  const held = { area: '350102', name: `${markers.officerName}四` };
  const atUnit = await world.officer({ ...held, unit: '350102-fire-rescue', permissions: ['form.ask'] });
  const atDesk = await world.officer({ ...held, unit: '350102-command', permissions: ['form.approve'] });
  const community = '350102004001';
  const atCommunity = await world.officer({ unit: `${community}-community`, area: community, permissions: ['form.fill'], name: held.name });
  const field = (name: string) => ({ name, kind: 'text', reason: '没有单位登记' });
  const form = await done(atUnit.post('/api/forms', { ...wantedForm, fields: [field('楼道隐患情形')] }));
  const proposed = await done(atUnit.post('/api/forms', { ...wantedForm, fields: [field('屋顶隐患情形')] }));
  await done(atDesk.post(`/api/forms/${form.id}/actions/approve`));
  const { region, id, version } = await done(atCommunity.post(`/api/forms/${form.id}/fillings`, { area: community }));
  const answers = [{ field: form.fields[0].code, value: markers.filledText }];
  const sent = await done(atCommunity.post(`/api/fillings/${region}/${id}/submit`, { version, answers }));
  await done(atCommunity.post(`/api/fillings/${region}/${id}/correct`, { version: sent.version, reason: markers.correction }));
  return { form: form.id as string, proposedForm: proposed.id as string, filling: { region: region as string, id: id as string } };
}

/** Makes the victims and their cases: one with an open call, one judged, one anonymous, one refused. */
export async function plant(world: World): Promise<Planted> {
  const guest = world.guest();
  const code = (await done(guest.post('/api/codes', { phone: victimPhones[0] }))).demoCode;
  const me = await done(guest.post('/api/sign-in/code', { phone: victimPhones[0], code, name: markers.residentName }));
  const resident = { ...guest, accountId: me.accountId as string };
  const atDesk = await world.officer({
    unit: street,
    area,
    permissions: ['case.read', 'case.triage', 'case.reporter', 'case.report'],
    name: `${markers.officerName}一`,
  });
  const atStreet = await world.officer({
    unit: street,
    area,
    permissions: ['case.read', 'case.handle', 'case.call', 'case.reporter'],
    name: `${markers.officerName}二`,
  });
  const atRiver = await world.officer({
    unit: river,
    area: '350102',
    permissions: ['case.read', 'case.handle'],
    name: `${markers.officerName}三`,
  });

  const photo = await upload(world);
  const report = {
    // One person reports the same thing again and again here.
    newFacts: 'it came back',
    content: `${markers.content}，河边的井盖翘起来了`,
    title: markers.title,
    address: markers.address,
    matter: 'M01002',
    point: place,
  };
  const open: Key = await done(
    resident.post('/api/cases', { ...report, identity: 'named', name: markers.reporterName, phone: victimPhones[1], photos: [photo] }),
  );
  await act(atDesk, open, 'accept');
  await act(atDesk, open, 'dispatch', { unit: street, note: markers.workingNote });
  await act(atStreet, open, 'sign');
  await act(atStreet, open, 'contact', { note: markers.contactNote });
  const called = await act(atStreet, open, 'call', { units: [river], note: markers.callNote });
  const call = called.calls[0].id as string;
  await act(atRiver, open, 'sign-call', { call });
  await act(atRiver, open, 'report-in', { call, note: markers.onSiteNote });
  await act(atDesk, open, 'note', { note: markers.workingNote });
  await done(atDesk.post(`/api/cases/${open.region}/${open.id}/reporter`, { purpose: 'contact-reporter' }));

  const closed: Key = await done(
    resident.post('/api/cases', {
      ...report,
      identity: 'confidential',
      name: markers.reporterName,
      phone: victimPhones[1],
    }),
  );
  await act(atDesk, closed, 'accept');
  await act(atDesk, closed, 'dispatch', { unit: street });
  await act(atStreet, closed, 'sign');
  await act(atStreet, closed, 'finish', { reply: markers.reply, note: markers.workingNote });
  await act(atDesk, closed, 'approve');
  await act(resident, closed, 'rate', { level: 2, reasons: ['slow'], note: markers.ratingNote });

  const anonymous = (await done(world.guest().post('/api/cases', report))) as Planted['anonymous'];
  const rejected: Key = await done(resident.post('/api/cases', report));
  await act(atDesk, rejected, 'reject', { reason: 'not-government', reply: markers.refusedReply });

  const formed = await plantForm(world);
  const victims = [resident, atDesk, atStreet, atRiver];
  const messageIds = (await Promise.all(victims.map(messagesOf))).flat();
  const sessionIds = (await Promise.all(victims.map(sessionsOf))).flat();
  const accountIds = victims.map((victim) => victim.accountId ?? '');
  const cases = [open, closed, anonymous, rejected];
  const secrets = [
    ...Object.values(markers),
    ...cases.flatMap((one) => [one.id, one.number]),
    anonymous.queryCode,
    call,
    photo.id,
    photo.claim,
    ...messageIds,
    ...sessionIds,
    ...accountIds,
    ...victimPhones,
    formed.filling.id,
  ];
  const boundary = await surveyOf(world);
  return { open, closed, anonymous, rejected, call, photo, messageIds, sessionIds, accountIds, boundary, ...formed, secrets };
}

/** A digest of everything the victims own, read as the owner of the database. */
export async function digestOf(world: World, planted: Planted): Promise<string> {
  const ids = [planted.open, planted.closed, planted.anonymous, planted.rejected].map((one) => one.id);
  const parts = [
    ['select * from cases.case_file where id = any ($1::uuid[]) order by id', ids],
    ...['timeline', 'clock', 'case_call', 'photo', 'look'].map((table) => [
      `select to_jsonb(t) as row from cases.${table} t where case_id = any ($1::uuid[]) order by to_jsonb(t)::text`,
      ids,
    ]),
    ['select * from notices.message where account_id = any ($1::uuid[]) order by id', planted.accountIds],
    ['select * from people.account where id = any ($1::uuid[]) order by id', planted.accountIds],
    ['select * from people.appointment where account_id = any ($1::uuid[]) order by id', planted.accountIds],
    [
      'select account_id, token_hash, expires_at from people.session where account_id = any ($1::uuid[]) order by token_hash',
      planted.accountIds,
    ],
    ['select * from forms.form where id = any ($1::uuid[]) order by id', [planted.form, planted.proposedForm]],
    ['select * from forms.filling where id = any ($1::uuid[])', [planted.filling.id]],
    ['select * from forms.filling_history where filling_id = any ($1::uuid[]) order by step', [planted.filling.id]],
    ['select * from forms.burden where form_id = any ($1::uuid[]) order by area_code', [planted.form]],
  ] as [string, string[]][];
  const hash = createHash('sha256');
  for (const [text, values] of parts) {
    const { rows } = await world.house.database.pool.query(text, [values]);
    if (rows.length === 0 && !text.includes('photo')) throw new Error(`The victims own nothing here: ${text}`);
    hash.update(JSON.stringify(rows));
  }
  return hash.digest('hex');
}
