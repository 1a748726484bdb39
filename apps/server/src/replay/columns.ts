/** The fields a history may have, and the column names under which cities export them. */
const names = {
  id: ['id', 'request_id', 'service_request_id', 'unique key', 'srnumber', 'case_id', '工单编号', '编号'],
  source: ['source', 'jurisdiction', 'jurisdiction_id'],
  reportedAt: ['opened_at', 'reported_at', 'date', 'created date', 'created_at', 'requested_datetime', '诉求时间', '受理时间'],
  dueAt: ['due_at', 'due date', 'expected_datetime', '办理时限'],
  closedAt: ['closed_at', 'closed date', 'closed_datetime', '办结时间'],
  updatedAt: ['updated_at', 'updated_datetime'],
  status: ['status', '状态'],
  type: ['type', 'service_name', 'complaint type', 'category', '事项'],
  subtype: ['subtype', 'descriptor'],
  agency: ['agency', 'agency_responsible', 'unit', '承办单位'],
  channel: ['channel', 'open data channel type', '来源'],
  nature: ['nature', '性质', '诉求性质'],
  district: ['district', 'borough', '区县'],
  neighborhood: ['neighborhood', 'neighbourhood', 'community', '社区'],
  place: ['river', 'address', 'location', '地点', '地址'],
  lat: ['lat', 'latitude', '纬度'],
  lon: ['lon', 'lng', 'long', 'longitude', '经度'],
  title: ['title', '标题'],
  content: ['content', 'text', 'description', '内容'],
  outcome: ['outcome', 'resolution description', 'status_notes', '办理结果'],
  reply: ['reply', '回复', '答复内容'],
  replyDays: ['reply_days', '答复天数'],
  forwards: ['forwards', 'handovers', '转办次数'],
  identity: ['identity', '匿名'],
  rating: ['rating', 'satisfaction', '满意度'],
} as const;

export type FieldName = keyof typeof names;
export type HistoryRow = Partial<Record<FieldName, string>>;
export type ColumnMap = Partial<Record<FieldName, string>>;

export const fieldNames = Object.keys(names) as FieldName[];

const isField = (word: string): word is FieldName => fieldNames.includes(word as FieldName);

/** Reads `--map reportedAt=Created Date,content=Descriptor`; an unknown field is refused with the list of fields. */
export function parseMap(text: string): ColumnMap {
  const map: ColumnMap = {};
  for (const pair of text.split(',')) {
    const [field, ...column] = pair.split('=');
    const word = field?.trim() ?? '';
    if (!isField(word) || column.length === 0)
      throw new Error(`--map takes FIELD=COLUMN pairs; "${pair}" is not one. Fields: ${fieldNames.join(', ')}.`);
    map[word] = column.join('=').trim();
  }
  return map;
}

/** Finds each field's column by name, letter case aside; `given` wins. Throws when a given column is missing. */
export function mapColumns(columns: readonly string[], given: ColumnMap = {}): ColumnMap {
  const byName = new Map(columns.map((column) => [column.trim().toLowerCase(), column]));
  const map: ColumnMap = {};
  for (const field of fieldNames) {
    const wanted = given[field];
    if (wanted !== undefined && !columns.includes(wanted))
      throw new Error(`The file has no column "${wanted}". It has: ${columns.join(', ')}.`);
    const found = wanted ?? names[field].map((name) => byName.get(name)).find((column) => column !== undefined);
    if (found !== undefined) map[field] = found;
  }
  return map;
}

/** One record under the names of fields; empty cells are left out. */
export function pickFields(record: Record<string, unknown>, map: ColumnMap): HistoryRow {
  const row: HistoryRow = {};
  for (const field of fieldNames) {
    const column = map[field];
    const value = column === undefined ? undefined : record[column];
    if (value !== undefined && value !== null && String(value).trim() !== '') row[field] = String(value).trim();
  }
  return row;
}
