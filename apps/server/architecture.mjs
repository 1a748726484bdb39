/** Which module may know which; everything else is a flow. Read by the map check and drawn into docs/map.md. */
export const knows = {
  places: [],
  people: ['places'],
  matters: ['places', 'people'],
  notices: ['people'],
  privacy: ['places', 'people', 'matters'],
  cases: ['matters', 'people', 'places', 'privacy'],
  channels: ['places', 'people', 'matters', 'cases'],
  forms: ['places', 'people', 'matters'],
  dashboards: ['places', 'people', 'matters'],
  appraisal: ['places', 'people', 'matters'],
  rules: ['people', 'places'],
  triage: ['places', 'people', 'matters', 'cases'],
  licences: ['places', 'people'],
  payments: ['places', 'people'],
  services: ['places', 'people', 'privacy', 'rules', 'licences', 'payments'],
};
