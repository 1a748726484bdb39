import type { CalendarDefinition } from '@banyan/working-time';
import type { LimitKind, LimitScope, ReasonList, WordList } from './limits.ts';

/** Rows of the schema `matters`. */
export type MattersTables = {
  'matters.category': { id: string; name: string; name_en: string; position: number; icon: string };
  'matters.matter': {
    area_code: string;
    code: string;
    name: string;
    name_en: string;
    category: string;
    lead: string;
    co: string[];
    basis: string;
    filing: string;
    sign: string;
    contact: string;
    handle: string;
    limit_source: string;
    closing: string;
    said: string[];
    urgency: string;
    nature: string;
    overrides: string[];
    source: string;
    status: string;
    position: number;
  };
  'matters.limit_rule': {
    area_code: string;
    clock: LimitKind;
    scope: LimitScope;
    scope_value: string;
    limit: string;
    from_on: string;
    basis: string;
    source: string;
    status: string;
  };
  'matters.reason': {
    list: ReasonList;
    code: string;
    zh: string;
    en: string;
    told_zh: string | null;
    told_en: string | null;
    levels: number[];
    source: string;
    position: number;
  };
  'matters.word': { list: WordList; code: string; zh: string; en: string; position: number };
  'matters.calendar': { area_code: string; definition: CalendarDefinition };
  'matters.warning': { area_code: string; yellow: number; red: number };
};
