import type { AreaLevel, Intake } from './area.ts';

/** Rows of the schema `places`. */
export type PlacesTables = {
  'places.city': {
    code: string;
    name: string;
    name_en: string;
    zone: string;
    language: string;
    languages: string[];
    pack_version: string;
    lat: number;
    lon: number;
    map_notice: { zh: string; en: string };
    intake: Intake[];
  };
  'places.area': {
    code: string;
    name: string;
    name_en: string;
    level: AreaLevel;
    parent: string | null;
    path: string;
    lat: number | null;
    lon: number | null;
    source: string;
    status: string;
    origin: 'pack' | 'survey';
    active: boolean;
  };
  'places.survey': {
    id: string;
    imported_at: Date;
    imported_by: string;
    format: string;
    coordinate_system: string;
    boundary_count: number;
    checksum: string;
  };
  'places.boundary': { area_code: string; level: string; approximate: boolean; coordinates: string; survey_id: string | null };
  'places.unit_kind': { id: string; name: string; name_en: string; levels: AreaLevel[]; position: number };
  'places.unit': {
    id: string;
    kind: string;
    area_code: string;
    name: string;
    name_en: string;
    status: string;
    source: string;
    active: boolean;
  };
  'places.responsibility': {
    area_code: string;
    scope: 'matter' | 'category' | 'lead';
    scope_value: string;
    role: 'lead' | 'co';
    kind: string | null;
    unit_id: string | null;
    source: string;
    status: string;
    position: number;
  };
};
