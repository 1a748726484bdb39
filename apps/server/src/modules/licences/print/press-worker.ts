import { printFont } from '#platform/print/print-font.ts';
import { servePress } from '#platform/print/serve-press.ts';
import type { LicenceSheet } from './press.ts';
import { layOutLicence } from './print-licence.ts';

servePress<LicenceSheet>((sheet) => layOutLicence(sheet, printFont()));
